package medianest.diagnostics;

import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * Recordings of the flight recorder in which is only what is asked for. Events of libraries are in
 * every recording that does not say otherwise, and those of Jdbi carry statements with their
 * values.
 */
final class PlainRecording {

  /** Known to the recorder only when the first statement has run. */
  private static final String STATEMENTS = "jdbi.statement";

  private PlainRecording() {}

  /** One that records nothing yet. */
  static Recording named(String name) {
    Recording recording = new Recording();
    recording.setName(name);
    recording.disable(STATEMENTS);
    for (EventType each : FlightRecorder.getFlightRecorder().getEventTypes()) {
      if (!each.getName().startsWith("jdk.")) {
        recording.disable(each.getName());
      }
    }
    return recording;
  }
}
