package medianest.ffmpeg;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started on a thread which restricts itself first, and lives as long as it.
 * Nothing else is ever done on that thread, so that no other one inherits its restrictions.
 */
final class Starter {

  private static final List<String> ENVIRONMENT =
      List.of("PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC");

  private final List<String> line;
  private final Path folder;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile int pid;
  private volatile int status;
  private volatile @Nullable Throwable failure;

  /**
   * @param line the program's path and its words
   */
  Starter(List<String> line, Path folder) {
    this.line = line;
    this.folder = folder;
  }

  /** A process, and what it writes. */
  record Started(int pid, InputStream output, InputStream complaints) {}

  /** To be called on a platform thread, see {@link Run}. */
  Started start(Confinement.Prepared confinement) throws IOException, InterruptedException {
    Arena arena = Arena.ofShared();
    try {
      Spawn.Pipe output = Spawn.Pipe.open(arena);
      Spawn.Pipe complaints = Spawn.Pipe.open(arena);
      Spawn.Prepared prepared = Spawn.prepare(arena, line, ENVIRONMENT, folder, output, complaints);
      try {
        InputStream written = new FileInputStream(output.path());
        InputStream said = new FileInputStream(complaints.path());
        MemorySegment room = Arena.ofAuto().allocate(4, 4);
        Thread.ofPlatform()
            .daemon()
            .name("ffmpeg-confined")
            .start(() -> confined(confinement, prepared, room));
        tried.await();
        if (failure != null) {
          written.close();
          said.close();
          throw new IOException("the process could not be started", failure);
        }
        return new Started(pid, written, said);
      } finally {
        prepared.close();
        output.close();
        complaints.close();
      }
    } catch (LinkageError e) {
      throw new IOException("the system's C library is too old; glibc 2.34 or newer is needed", e);
    } finally {
      confinement.close();
      arena.close();
    }
  }

  private void confined(
      Confinement.Prepared confinement, Spawn.Prepared prepared, MemorySegment room) {
    try {
      confinement.enter();
      pid = prepared.start();
    } catch (Throwable e) {
      failure = e;
      return;
    } finally {
      tried.countDown();
    }
    int how = Spawn.await(pid, room);
    synchronized (this) {
      status = how;
      gone.countDown();
    }
  }

  /** False after that time if it still runs. */
  boolean await(long millis) throws InterruptedException {
    return gone.await(millis, TimeUnit.MILLISECONDS);
  }

  /** As a shell gives it; once it has ended. */
  int status() {
    return status;
  }

  /** Ends it, unless it has ended: its number may then be another's. */
  void kill() {
    synchronized (this) {
      if (gone.getCount() > 0) {
        Spawn.kill(pid);
      }
    }
  }
}
