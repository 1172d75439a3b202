package medianest.ffmpeg;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Starts a process on a thread that restricts itself first, and that lives as long as it does. */
final class Starter {

  private final ProcessBuilder builder;
  private final Confinement.Prepared confinement;
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile @Nullable Process process;
  private volatile @Nullable Throwable failure;

  Starter(ProcessBuilder builder, Confinement.Prepared confinement) {
    this.builder = builder;
    this.confinement = confinement;
  }

  /** To be called on a platform thread, see {@link Run}. */
  Process start() throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().name("ffmpeg-confined").start(this::confined);
    tried.await();
    confinement.close();
    Process started = process;
    if (started == null) {
      throw new IOException("the process could not be started", failure);
    }
    return started;
  }

  private void confined() {
    Process started;
    try {
      confinement.enter();
      started = builder.start();
      process = started;
    } catch (Throwable e) {
      failure = e;
      return;
    } finally {
      tried.countDown();
    }
    try {
      started.waitFor();
    } catch (InterruptedException e) {
      // With this thread ends the process.
      Thread.currentThread().interrupt();
    }
  }
}
