package medianest.diagnostics;

/** What a tool for JMX sees of the server's measuring. */
public interface MeasuringMXBean {

  /** Whether requests and statements are measured, and the last minutes recorded. */
  boolean isOn();

  void setOn(boolean on);
}
