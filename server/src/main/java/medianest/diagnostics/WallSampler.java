package medianest.diagnostics;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import medianest.metrics.RequestWatch;

/**
 * Looks again and again at where threads stand. Requests are answered by virtual threads; one that
 * waits is on no thread of the system, so no profiler that looks at those sees it. Here the threads
 * that work on requests are known, and asked for their stacks whether they run or wait.
 */
final class WallSampler implements RequestWatch {

  static final Duration PERIOD = Duration.ofMillis(20);

  /** Each takes some 50 µs; more at once would be felt. The rest comes next. */
  private static final int MOST_AT_ONCE = 32;

  /** Threads of the system are many, and most of them sleep: they are looked at less often. */
  private static final int ROUNDS_BETWEEN_ALL = 10;

  private static final int MOST_FRAMES = 128;

  private final Map<Thread, Long> working = new ConcurrentHashMap<>();
  private final boolean all;
  private Iterator<Map.Entry<Thread, Long>> next = working.entrySet().iterator();
  private int round;
  private long lastOfAll = System.nanoTime();

  /**
   * One that has looked at nothing yet.
   *
   * @param all whether threads of the system are looked at as well
   */
  WallSampler(boolean all) {
    this.all = all;
  }

  @Override
  public Runnable working(String route) {
    RequestSpan span = new RequestSpan(route);
    Thread thread = Thread.currentThread();
    span.begin();
    working.put(thread, System.nanoTime());
    return () -> {
      working.remove(thread);
      span.commit();
    };
  }

  /** Looks once; to be called about once a {@link #PERIOD}. */
  void look() {
    if (!next.hasNext()) {
      next = working.entrySet().iterator();
    }
    for (int i = 0; i < MOST_AT_ONCE && next.hasNext(); i++) {
      Map.Entry<Thread, Long> each = next.next();
      sample(each.getKey(), each.getValue());
    }
    if (all && round++ % ROUNDS_BETWEEN_ALL == 0) {
      lookAtAll();
    }
  }

  private void sample(Thread thread, long since) {
    StackTraceElement[] stack = thread.getStackTrace();
    long now = System.nanoTime();
    // Whoever has ended meanwhile stays away.
    if (stack.length > 0 && working.replace(thread, since, now)) {
      write(thread, stack, now - since);
    }
  }

  private void lookAtAll() {
    long now = System.nanoTime();
    long nanos = now - lastOfAll;
    lastOfAll = now;
    Thread.getAllStackTraces()
        .forEach((thread, stack) -> {
          if (!thread.equals(Thread.currentThread()) && stack.length > 0) {
            write(thread, stack, nanos);
          }
        });
  }

  private static void write(Thread thread, StackTraceElement[] stack, long nanos) {
    boolean runs = thread.getState() == Thread.State.RUNNABLE;
    new WallSample(thread.threadId(), runs, nanos, frames(stack)).commit();
  }

  private static String frames(StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder(64 * stack.length);
    for (int i = stack.length - 1; i >= Math.max(0, stack.length - MOST_FRAMES); i--) {
      text.append(stack[i].getClassName()).append('.').append(stack[i].getMethodName());
      text.append(i == 0 ? "" : ";");
    }
    return text.toString();
  }
}
