package medianest.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** Memory, garbage collection, threads and processor time of this process. */
public final class ProcessMetrics {

  private ProcessMetrics() {}

  public static void register(PrometheusRegistry registry) {
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

  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(d -> d.toNanos() / 1e9)
        .orElse(0.0);
  }
}
