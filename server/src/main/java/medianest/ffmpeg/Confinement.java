package medianest.ffmpeg;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** What the thread that starts ffmpeg takes upon itself, and ffmpeg inherits. */
final class Confinement {

  /** Behind everything that people wait for at this moment. */
  private static final int NICE = 10;

  private static final int PRIO_PROCESS = 0;

  private static final MethodHandle SETPRIORITY = setpriority();

  /**
   * Restricts the calling thread for good.
   *
   * @param folder of the run, the only one whose content the process needs
   */
  void enter(Path folder) {
    try {
      // In Linux the number 0 means the calling thread, whatever POSIX says: setpriority(2).
      var _ = (int) SETPRIORITY.invokeExact(PRIO_PROCESS, 0, NICE);
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority(2) could not be called", e);
    }
  }

  @SuppressWarnings("restricted") // setpriority(2) takes three integers, so no memory is at risk
  private static MethodHandle setpriority() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("setpriority"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT));
  }
}
