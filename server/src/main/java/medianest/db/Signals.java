package medianest.db;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Signals that {@link ProcessHandle} cannot send. PostgreSQL gives each its own meaning (its
 * manual, "Shutting Down the Server").
 */
enum Signals {
  /** Fast shutdown: sessions are ended, everything is written. */
  INTERRUPT(2),
  /** Immediate shutdown: the next start recovers from the log. */
  QUIT(3);

  private final int number;

  Signals(int number) {
    this.number = number;
  }

  /** Sends the signal; that the process is gone already is no error. */
  @SuppressWarnings("restricted") // kill(2) takes two integers, so no memory is at risk
  void send(long pid) {
    Linker linker = Linker.nativeLinker();
    MethodHandle kill =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("kill"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      var _ = (int) kill.invokeExact((int) pid, number);
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) could not be called", e);
    }
  }
}
