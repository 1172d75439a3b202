package medianest.diagnostics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import jdk.management.VirtualThreadSchedulerMXBean;
import medianest.http.Policy;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.metrics.HeapWatch;

/** Memory, collections and threads. */
public final class MemoryApi {

  private static final int MOST_THREADS = 40;
  private static final int MOST_CLASSES = 60;

  private final HeapWatch watch;

  public MemoryApi(HeapWatch watch) {
    this.watch = watch;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/memory", Policy.ADMIN, request -> memory());
    routes.add("POST", "/api/v1/admin/memory/classes", Policy.ADMIN, request -> classes());
  }

  record Page(
      long heapUsed,
      long heapCommitted,
      long heapMax,
      long nonHeapUsed,
      List<Buffers> buffers,
      List<Pause> collections,
      List<ThreadLine> threads,
      Scheduler scheduler) {}

  record Buffers(String name, long count, long bytes) {}

  record Pause(
      String at,
      String collector,
      String cause,
      double pauseMs,
      long beforeBytes,
      long afterBytes,
      boolean full) {}

  record ThreadLine(String name, String state, double cpuSeconds, String at) {}

  record Scheduler(int parallelism, int carriers, int mounted, long queued) {}

  record Classes(List<ClassCensus.Line> classes) {}

  private Response memory() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new Response.Json(
        new Page(
            heap.getUsed(),
            heap.getCommitted(),
            heap.getMax(),
            ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
            ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .map(pool -> new Buffers(pool.getName(), pool.getCount(), pool.getMemoryUsed()))
                .toList(),
            watch.last().stream().map(MemoryApi::pause).toList(),
            threads(),
            scheduler()));
  }

  private static Pause pause(HeapWatch.Collection each) {
    return new Pause(
        Instant.ofEpochMilli(each.atMillis()).toString(),
        each.collector(),
        each.cause(),
        each.pauseMs(),
        each.beforeBytes(),
        each.afterBytes(),
        each.full());
  }

  private static Scheduler scheduler() {
    VirtualThreadSchedulerMXBean bean =
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    return new Scheduler(
        bean.getParallelism(),
        bean.getPoolSize(),
        bean.getMountedVirtualThreadCount(),
        bean.getQueuedVirtualThreadCount());
  }

  /** The busiest first. */
  private static List<ThreadLine> threads() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    List<ThreadLine> lines = new ArrayList<>();
    for (ThreadInfo each : bean.getThreadInfo(bean.getAllThreadIds(), 1)) {
      if (each != null) {
        StackTraceElement[] stack = each.getStackTrace();
        lines.add(
            new ThreadLine(
                each.getThreadName(),
                each.getThreadState().name().toLowerCase(Locale.ROOT),
                Math.max(0, bean.getThreadCpuTime(each.getThreadId())) / 1e9,
                stack.length == 0 ? "" : stack[0].getClassName() + "." + stack[0].getMethodName()));
      }
    }
    lines.sort(Comparator.comparingDouble(ThreadLine::cpuSeconds).reversed());
    return lines.subList(0, Math.min(MOST_THREADS, lines.size()));
  }

  /** Stops the program while the heap is walked, so it is asked for and never done by itself. */
  private Response classes() {
    return new Response.Json(
        200, new Classes(ClassCensus.take().stream().limit(MOST_CLASSES).toList()));
  }
}
