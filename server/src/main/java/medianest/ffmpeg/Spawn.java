package medianest.ffmpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/**
 * Starting a process by posix_spawn(3), with its input empty and its two outputs in pipes. Java's
 * own way makes threads on the calling one, which would inherit its restrictions and then serve
 * others.
 */
final class Spawn {

  private static final int O_RDONLY = 0;
  private static final int O_CLOEXEC = 0x80000;
  private static final int SIGKILL = 9;

  /** Larger than posix_spawn_file_actions_t of any C library. */
  private static final long ACTIONS_BYTES = 256;

  private static final MethodHandle PIPE2 =
      Kernel.function("pipe2", 2, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle ACTIONS_INIT =
      Kernel.function("posix_spawn_file_actions_init", 1, JAVA_INT, ADDRESS);
  private static final MethodHandle ACTIONS_DESTROY =
      Kernel.function("posix_spawn_file_actions_destroy", 1, JAVA_INT, ADDRESS);
  private static final MethodHandle ADD_OPEN =
      Kernel.function(
          "posix_spawn_file_actions_addopen",
          5,
          JAVA_INT,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          JAVA_INT,
          JAVA_INT);
  private static final MethodHandle ADD_DUP2 =
      Kernel.function("posix_spawn_file_actions_adddup2", 3, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle ADD_CHDIR =
      Kernel.function("posix_spawn_file_actions_addchdir_np", 2, JAVA_INT, ADDRESS, ADDRESS);

  /** Since glibc 2.34. */
  private static final MethodHandle ADD_CLOSE_FROM =
      Kernel.function("posix_spawn_file_actions_addclosefrom_np", 2, JAVA_INT, ADDRESS, JAVA_INT);

  private static final MethodHandle SPAWN =
      Kernel.function(
          "posix_spawn", 6, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle WAITPID =
      Kernel.function("waitpid", 3, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle KILL = Kernel.function("kill", 2, JAVA_INT, JAVA_INT, JAVA_INT);

  private Spawn() {}

  /** The two ends of a pipe, which no other process inherits. */
  record Pipe(int read, int write) {

    static Pipe open(Arena arena) throws IOException {
      MemorySegment ends = arena.allocate(8, 4);
      if (call(PIPE2, ends, O_CLOEXEC) != 0) {
        throw new IOException("There is no room for another pipe.");
      }
      return new Pipe(ends.get(JAVA_INT, 0), ends.get(JAVA_INT, 4));
    }

    /** The path by which the end that is read can be opened as a file. */
    String path() {
      return "/proc/self/fd/" + read;
    }

    void close() {
      Kernel.close(read);
      Kernel.close(write);
    }
  }

  /** All that a start needs, in memory, so that the restricted thread makes nothing. */
  record Prepared(
      MemorySegment program,
      MemorySegment arguments,
      MemorySegment environment,
      MemorySegment actions,
      MemorySegment number) {

    /** The process's number. */
    int start() throws IOException {
      int error;
      try {
        error =
            (int)
                SPAWN.invokeExact(
                    number, program, actions, MemorySegment.NULL, arguments, environment);
      } catch (Throwable e) {
        throw Kernel.impossible(e);
      }
      if (error != 0) {
        throw new IOException("posix_spawn failed with error " + error);
      }
      return number.get(JAVA_INT, 0);
    }

    void close() {
      try {
        var _ = (int) ACTIONS_DESTROY.invokeExact(actions);
      } catch (Throwable e) {
        throw Kernel.impossible(e);
      }
    }
  }

  /**
   * Prepares a start.
   *
   * @param line the program's path and its words
   * @param environment as NAME=VALUE
   */
  static Prepared prepare(
      Arena arena,
      List<String> line,
      List<String> environment,
      Path folder,
      Pipe output,
      Pipe complaints) {
    MemorySegment actions = arena.allocate(ACTIONS_BYTES, 16);
    MemorySegment nothing = arena.allocateFrom("/dev/null");
    MemorySegment place = arena.allocateFrom(folder.toString());
    try {
      int failed = (int) ACTIONS_INIT.invokeExact(actions);
      failed |= (int) ADD_CHDIR.invokeExact(actions, place);
      failed |= (int) ADD_OPEN.invokeExact(actions, 0, nothing, O_RDONLY, 0);
      failed |= (int) ADD_DUP2.invokeExact(actions, output.write(), 1);
      failed |= (int) ADD_DUP2.invokeExact(actions, complaints.write(), 2);
      // What this process has open is none of the other's business.
      failed |= (int) ADD_CLOSE_FROM.invokeExact(actions, 3);
      if (failed != 0) {
        throw new IllegalStateException("posix_spawn could not be prepared: " + failed);
      }
    } catch (Throwable e) {
      throw Kernel.impossible(e);
    }
    return new Prepared(
        arena.allocateFrom(line.getFirst()),
        strings(arena, line),
        strings(arena, environment),
        actions,
        arena.allocate(4, 4));
  }

  private static MemorySegment strings(Arena arena, List<String> all) {
    MemorySegment list = arena.allocate(ADDRESS, all.size() + 1L);
    for (int i = 0; i < all.size(); i++) {
      list.setAtIndex(ADDRESS, i, arena.allocateFrom(all.get(i)));
    }
    return list;
  }

  /**
   * Waits for the end of a process that this one started.
   *
   * @return its exit status; 128 more than the signal where one ended it
   */
  static int await(int pid, MemorySegment room) {
    int ended;
    do {
      try {
        ended = (int) WAITPID.invokeExact(pid, room, 0);
      } catch (Throwable e) {
        throw Kernel.impossible(e);
      }
      // Only a signal that interrupts the wait makes it return without the process.
    } while (ended != pid);
    int status = room.get(JAVA_INT, 0);
    int signal = status & 0x7f;
    return signal == 0 ? status >> 8 & 0xff : 128 + signal;
  }

  /** Ends a process at once. */
  static void kill(int pid) {
    try {
      var _ = (int) KILL.invokeExact(pid, SIGKILL);
    } catch (Throwable e) {
      throw Kernel.impossible(e);
    }
  }

  private static int call(MethodHandle function, MemorySegment first, int second) {
    try {
      return (int) function.invokeExact(first, second);
    } catch (Throwable e) {
      throw Kernel.impossible(e);
    }
  }
}
