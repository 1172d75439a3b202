package medianest.users;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;

/**
 * Where passwords are hashed: on threads of the operating system, which share the cores with
 * everybody, while a virtual thread would keep one of the few carriers for as long. Each has the
 * memory for one hash after the other, since made anew each time it fills the young generation
 * twice over and is copied into the old one; both go when nobody signed in for a while.
 */
final class HashThreads {

  private static final int IDLE_SECONDS = 10;

  /** What Argon2 takes beside its memory. */
  private static final int SPARE_KIB = 8;

  private static final ThreadLocal<BlockPool> MEMORY =
      ThreadLocal.withInitial(() -> new FixedBlockPool(Argon2.DEFAULT.memoryKib() + SPARE_KIB));

  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE, // the turnstile lets few through
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("password-", 0).factory());

  private HashThreads() {}

  /** The memory of this thread. */
  static BlockPool memory() {
    return MEMORY.get();
  }

  /** What {@code work} answers, which is done on one of them. */
  static byte[] run(Callable<byte[]> work) {
    try {
      return THREADS.submit(work).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the hashing of a password was interrupted", e);
    }
  }
}
