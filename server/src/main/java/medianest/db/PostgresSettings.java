package medianest.db;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the embedded PostgreSQL is tuned: small when idle, durable always. */
final class PostgresSettings {

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          // The pool, and beside it the hundred of a load test.
          Map.entry("max_connections", "130"),
          Map.entry("password_encryption", "scram-sha-256"),
          // What was acknowledged must survive a power cut; these three are the defaults, and are
          // here so that nobody has to guess.
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("effective_cache_size", "512MB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("random_page_cost", "1.1"),
          // Three worker processes less; every page read here is a small one.
          Map.entry("io_method", "sync"),
          Map.entry("max_parallel_workers_per_gather", "0"),
          Map.entry("max_parallel_maintenance_workers", "0"),
          Map.entry("max_worker_processes", "2"),
          Map.entry("autovacuum_max_workers", "1"),
          Map.entry("autovacuum_worker_slots", "2"),
          Map.entry("max_logical_replication_workers", "0"),
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          Map.entry("max_wal_size", "256MB"),
          Map.entry("wal_compression", "pglz"),
          // Compiling a plan takes longer than any of ours runs.
          Map.entry("jit", "off"),
          Map.entry("log_line_prefix", ""),
          Map.entry("log_checkpoints", "off"),
          Map.entry("client_connection_check_interval", "10s"),
          Map.entry("timezone", "UTC"));

  private static final long SMALLEST_BUFFERS = 64 << 20;
  private static final long LARGEST_BUFFERS = 512 << 20;
  private static final int SHARE_OF_MEMORY = 32;

  private PostgresSettings() {}

  /**
   * What the program is started with.
   *
   * @param stored what its tables and indexes take on the disk, in bytes
   */
  static List<String> arguments(int port, long stored) {
    List<String> arguments = new ArrayList<>(List.of("-p", Integer.toString(port)));
    SETTINGS.forEach((name, value) -> add(arguments, name, value));
    // The machine is asked only where it matters, since that takes a part of the start.
    long buffers = stored <= SMALLEST_BUFFERS ? SMALLEST_BUFFERS : buffers(stored, memory());
    add(arguments, "shared_buffers", (buffers >> 10) + "kB");
    return arguments;
  }

  private static void add(List<String> arguments, String name, String value) {
    arguments.add("-c");
    arguments.add(name + "=" + value);
  }

  /**
   * Pages that PostgreSQL holds itself. One that is not among them is copied from the cache of the
   * operating system and its sum is checked, which takes longer than to read it. To manage 512 MB
   * takes 20 MB and a part of the start, so there are no more than what is stored can fill.
   */
  static long buffers(long stored, long memory) {
    long most = Math.clamp(memory / SHARE_OF_MEMORY, SMALLEST_BUFFERS, LARGEST_BUFFERS);
    return Math.clamp(stored, SMALLEST_BUFFERS, most);
  }

  /** Of the machine, or of the container, in bytes. */
  static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : 0;
  }
}
