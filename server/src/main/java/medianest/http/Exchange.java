package medianest.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import medianest.metrics.Work;
import org.jspecify.annotations.Nullable;

/** A request on its way through the server. Its fields belong to the event loop. */
final class Exchange {

  /** Where a request stands that matched no route. */
  static final String NO_ROUTE = "none";

  final HttpServerRequest raw;
  final Context context;
  final ConnectionGuard.Guarded guarded;
  final ClientAddress client;
  final Trace trace;
  final long startedNanos;
  final BodyStream body;
  private final String method;
  private final boolean changes;
  RouteTable.@Nullable Match match;

  /** Set on the virtual thread that answers, read there and in the record of the request. */
  volatile @Nullable Caller caller;

  /** What the handler asked of the database and of caches. */
  volatile Work.Done work = Work.Done.NOTHING;

  /** Each statement, where the trace is kept. */
  volatile List<Work.Run> runs = List.of();

  /** What the guard against slow clients looks at. */
  State state = State.ASKED;

  long answerBytes;
  long firstByteNanos;
  int status;
  @Nullable SpanChannel transfer;

  /** How far the answer had come when the guard looked last, and when that was. */
  long seenBytes;

  long seenNanos;

  /** How far an exchange has come. */
  enum State {
    ASKED,
    ANSWERING,
    ENDLESS,
    DONE
  }

  Exchange(
      HttpServerRequest raw,
      Context context,
      ConnectionGuard.Guarded guarded,
      ClientAddress client,
      BodyStream body,
      Trace trace,
      long nowNanos) {
    this.raw = raw;
    this.context = context;
    this.guarded = guarded;
    this.client = client;
    this.body = body;
    this.trace = trace;
    this.startedNanos = nowNanos;
    this.seenNanos = nowNanos;
    this.method = raw.method().name();
    this.changes = changes(method);
  }

  private Runnable onDone = () -> {};

  /** What to do when the answer has ended; at once if it has. */
  void onDone(Runnable action) {
    if (state == State.DONE) {
      action.run();
    } else {
      onDone = action;
    }
  }

  void runOnDone() {
    onDone.run();
  }

  String method() {
    return method;
  }

  boolean head() {
    return method().equals("HEAD");
  }

  /** Whether its method may change something. */
  boolean changes() {
    return changes;
  }

  /** Whether a method may change something. */
  static boolean changes(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  String template() {
    return match == null ? NO_ROUTE : match.route().template();
  }
}
