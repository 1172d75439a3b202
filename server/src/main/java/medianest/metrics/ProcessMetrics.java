package medianest.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import jdk.management.VirtualThreadSchedulerMXBean;

/** Memory, garbage collection, threads and processor time of this process. */
public final class ProcessMetrics {

  private ProcessMetrics() {}

  public static void register(PrometheusRegistry registry) {
    resources(registry);
    ChildMetrics.register(registry);
    GaugeWithCallback.builder()
        .name("memory_usage_bytes")
        .help("Memory of the process by type.")
        .labelNames("type")
        .callback(ProcessMetrics::memory)
        .register(registry);
    CounterWithCallback.builder()
        .name("gc_pause_seconds_total")
        .help("Time spent in collections, by collector.")
        .labelNames("collector")
        .callback(callback -> {
          for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            callback.call(gc.getCollectionTime() / 1e3, gc.getName());
          }
        })
        .register(registry);
    GaugeWithCallback.builder()
        .name("heap_max_bytes")
        .help("What the heap may grow to.")
        .callback(callback ->
            callback.call(
                (double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("threads")
        .help("Platform threads.")
        .callback(callback -> callback.call(ManagementFactory.getThreadMXBean().getThreadCount()))
        .register(registry);
    CounterWithCallback.builder()
        .name("process_cpu_seconds_total")
        .help("Processor time of the process.")
        .callback(callback -> callback.call(cpuSeconds()))
        .register(registry);
  }

  /** The disk that a folder is on. */
  public static void registerDisk(PrometheusRegistry registry, Path folder) {
    File disk = folder.toFile();
    GaugeWithCallback.builder()
        .name("disk_total_bytes")
        .help("The disk of the data folder.")
        .callback(callback -> callback.call((double) disk.getTotalSpace()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("disk_used_bytes")
        .help("What is not free on it for this program.")
        .callback(callback -> callback.call((double) disk.getTotalSpace() - disk.getUsableSpace()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("disk_inodes_limit")
        .help("How many files it can have; 0 where there is no fixed number.")
        .callback(callback -> callback.call((double) Inodes.of(folder).limit()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("disk_inodes_used")
        .help("How many of those are not free for this program.")
        .callback(callback -> callback.call((double) Inodes.of(folder).used()))
        .register(registry);
  }

  /** Files, and the schedulers of threads. */
  private static void resources(PrometheusRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      GaugeWithCallback.builder()
          .name("process_open_fds")
          .help("Files and connections that are open.")
          .callback(callback -> callback.call((double) unix.getOpenFileDescriptorCount()))
          .register(registry);
      GaugeWithCallback.builder()
          .name("process_max_fds")
          .help("How many may be open.")
          .callback(callback -> callback.call((double) unix.getMaxFileDescriptorCount()))
          .register(registry);
    }
    VirtualThreadSchedulerMXBean scheduler =
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    GaugeWithCallback.builder()
        .name("virtual_threads_queued")
        .help("Virtual threads that are ready and wait for a carrier.")
        .callback(callback -> callback.call((double) scheduler.getQueuedVirtualThreadCount()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("virtual_threads_mounted")
        .help("Virtual threads that run at this moment.")
        .callback(callback -> callback.call((double) scheduler.getMountedVirtualThreadCount()))
        .register(registry);
  }

  private static void memory(GaugeWithCallback.Callback callback) {
    var beans = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = beans.getHeapMemoryUsage();
    callback.call((double) heap.getUsed(), "heap_used");
    callback.call((double) heap.getCommitted(), "heap_total");
    callback.call((double) heap.getMax(), "heap_max");
    callback.call((double) beans.getNonHeapMemoryUsage().getUsed(), "non_heap_used");
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      callback.call(
          (double) pool.getMemoryUsed(), "buffer_" + pool.getName().replaceAll("\\W+", "_"));
    }
  }

  /** Files and connections that are open; 0 where the system does not tell. */
  public static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(d -> d.toNanos() / 1e9)
        .orElse(0.0);
  }
}
