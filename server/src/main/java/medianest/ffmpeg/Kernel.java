package medianest.ffmpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Calls of Linux that Java has no words for. They restrict the calling thread and what it starts,
 * and nothing else of this process.
 */
final class Kernel {

  private static final Linker LINKER = Linker.nativeLinker();

  /** The same numbers on every architecture, as all calls have that are newer than 5.1. */
  private static final long LANDLOCK_CREATE_RULESET = 444;

  private static final long LANDLOCK_ADD_RULE = 445;
  private static final long LANDLOCK_RESTRICT_SELF = 446;

  private static final int O_PATH_CLOEXEC = 0x200000 | 0x80000;
  private static final long PR_SET_SECCOMP = 22;
  private static final long PR_SET_NO_NEW_PRIVS = 38;
  private static final long SECCOMP_MODE_FILTER = 2;

  private static final MethodHandle SETPRIORITY =
      function("setpriority", 3, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle PRCTL =
      function("prctl", 1, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle OPEN = function("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", 1, JAVA_INT, JAVA_INT);
  private static final MethodHandle SYSCALL =
      function("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private Kernel() {}

  @SuppressWarnings("restricted") // each handle has the types of the manual page of its function
  static MethodHandle function(
      String name, int fixedArguments, MemoryLayout result, MemoryLayout... arguments) {
    FunctionDescriptor shape = FunctionDescriptor.of(result, arguments);
    MemorySegment address = LINKER.defaultLookup().findOrThrow(name);
    return fixedArguments < arguments.length
        ? LINKER.downcallHandle(address, shape, Linker.Option.firstVariadicArg(fixedArguments))
        : LINKER.downcallHandle(address, shape);
  }

  /** Lets the thread wait for others. In Linux the number 0 means the calling thread. */
  static void nice(int by) {
    try {
      var _ = (int) SETPRIORITY.invokeExact(0, 0, by);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Gives up what programs with special rights could give back; false where that fails. */
  static boolean noNewPrivileges() {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0);
  }

  /** Installs a program that decides about every system call. */
  static boolean filterCalls(MemorySegment program) {
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program.address());
  }

  private static boolean prctl(long operation, long first, long second) {
    try {
      return (int) PRCTL.invokeExact((int) operation, first, second, 0L, 0L) == 0;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** The version of Landlock that the kernel has; below 1 where it has none. */
  static int landlockVersion() {
    return (int) syscall(LANDLOCK_CREATE_RULESET, 0, 0, 1, 0);
  }

  /** The number of a new set of rules; negative where there is none. */
  static int landlockRules(MemorySegment attributes) {
    return (int)
        syscall(LANDLOCK_CREATE_RULESET, attributes.address(), attributes.byteSize(), 0, 0);
  }

  static boolean landlockAdd(int rules, MemorySegment rule) {
    return syscall(LANDLOCK_ADD_RULE, rules, 1, rule.address(), 0) == 0;
  }

  static boolean landlockRestrict(int rules) {
    return syscall(LANDLOCK_RESTRICT_SELF, rules, 0, 0, 0) == 0;
  }

  private static long syscall(long number, long a, long b, long c, long d) {
    try {
      return (long) SYSCALL.invokeExact(number, a, b, c, d);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** A number that stands for a path without opening what is there; negative where it is none. */
  static int openPath(MemorySegment path) {
    try {
      return (int) OPEN.invokeExact(path, O_PATH_CLOEXEC);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static void close(int descriptor) {
    try {
      var _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static IllegalStateException impossible(Throwable e) {
    return new IllegalStateException("a function of the C library could not be called", e);
  }
}
