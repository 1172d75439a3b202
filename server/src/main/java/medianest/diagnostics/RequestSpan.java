package medianest.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** How long a thread worked on a request; by it a profile knows which samples are whose. */
@Name(RequestSpan.NAME)
@Label("Request")
@Category("MediaNest")
@StackTrace(false)
final class RequestSpan extends Event {

  static final String NAME = "medianest.Request";

  /** The template, never the address itself, which may carry a ticket. */
  @Label("Route")
  @Description("Template of the route")
  final String route;

  RequestSpan(String route) {
    this.route = route;
  }
}
