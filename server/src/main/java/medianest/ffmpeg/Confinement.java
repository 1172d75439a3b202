package medianest.ffmpeg;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import medianest.ffmpeg.Findings.Shut;

/**
 * What the thread that starts ffmpeg takes upon itself, and ffmpeg inherits: it waits for others;
 * it sees programs, libraries and its one input, and can write nothing (Landlock); it has no
 * network (both). Where the kernel is too old for a part of it, that part is missing; what holds in
 * the end the self-test shows by trying.
 *
 * <p>Everything is prepared beforehand, in memory of its own, since the thread that enters must
 * load no class afterwards: it could not open the file.
 */
final class Confinement {

  /** Behind everything that people wait for at this moment. */
  private static final int NICE = 10;

  /** Rights of files, linux/landlock.h. */
  private static final long EXECUTE = 1;

  private static final long WRITE_FILE = 2;
  private static final long READ_FILE = 4;
  private static final long READ_FOLDER = 8;

  /** Orders to a device beyond reading and writing, since version 5. */
  private static final long DEVICE_ORDERS = 1 << 15;

  private static final int DEVICE_ORDERS_SINCE = 5;

  /** Where drivers look up what a device is. */
  private static final List<Path> DEVICE_FACTS =
      List.of(
          Path.of("/sys/dev/char"),
          Path.of("/sys/devices"),
          Path.of("/sys/class/drm"),
          Path.of("/proc/driver/nvidia"));

  /** All rights that each version of Landlock can withhold. */
  private static final int[] RIGHTS_BY_VERSION = {0, 13, 14, 15, 15, 16};

  private static final int NETWORK_SINCE = 4;
  private static final int SCOPES_SINCE = 6;
  private static final long BIND_AND_CONNECT = 3;
  private static final long SOCKETS_AND_SIGNALS = 3;

  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/usr"),
          Path.of("/lib"),
          Path.of("/lib64"),
          Path.of("/bin"),
          // Java starts programs by a small one of its own.
          Path.of(System.getProperty("java.home")));

  private final Path program;

  Confinement(Path program) {
    this.program = program;
  }

  /** What the kernel of this machine says it can keep ffmpeg from. */
  static Set<Shut> possible() {
    Set<Shut> possible = EnumSet.noneOf(Shut.class);
    int version = Kernel.landlockVersion();
    if (version >= 1) {
      possible.add(Shut.READING);
      possible.add(Shut.WRITING);
    }
    try (Arena arena = Arena.ofConfined()) {
      if (version >= NETWORK_SINCE || CallFilter.program(arena).isPresent()) {
        possible.add(Shut.NETWORK);
      }
    }
    return possible;
  }

  /** Restrictions that are ready to be entered by one thread. */
  record Prepared(int rules, Optional<MemorySegment> filter, Arena arena) {

    /** Restricts the calling thread, and all that it starts, for good. */
    void enter() {
      Kernel.nice(NICE);
      if (Kernel.noNewPrivileges()) {
        boolean filtered = filter.isPresent() && Kernel.filterCalls(filter.get());
        boolean confined = rules >= 0 && Kernel.landlockRestrict(rules);
        // What failed shows in the self-test.
        assert filtered || confined || rules < 0 || filter.isEmpty();
      }
    }

    /** Frees what was needed to enter. */
    void close() {
      if (rules >= 0) {
        Kernel.close(rules);
      }
      arena.close();
    }
  }

  /**
   * Restrictions for one run.
   *
   * @param input the one file that it may read
   * @param devices that it may use
   */
  Prepared prepare(Path input, List<Path> devices) {
    Arena arena = Arena.ofShared();
    return new Prepared(rules(arena, input, devices), CallFilter.program(arena), arena);
  }

  private int rules(Arena arena, Path input, List<Path> devices) {
    int version = Kernel.landlockVersion();
    if (version < 1) {
      return -1;
    }
    int rights = RIGHTS_BY_VERSION[Math.min(version, RIGHTS_BY_VERSION.length - 1)];
    long size = version < NETWORK_SINCE ? 8 : version < SCOPES_SINCE ? 16 : 24;
    MemorySegment attributes = arena.allocate(size, 8);
    attributes.set(JAVA_LONG, 0, (1L << rights) - 1);
    if (version >= NETWORK_SINCE) {
      attributes.set(JAVA_LONG, 8, BIND_AND_CONNECT);
    }
    if (version >= SCOPES_SINCE) {
      attributes.set(JAVA_LONG, 16, SOCKETS_AND_SIGNALS);
    }
    int rules = Kernel.landlockRules(attributes);
    if (rules >= 0) {
      for (Path folder : PROGRAMS) {
        allow(arena, rules, folder, EXECUTE | READ_FILE | READ_FOLDER);
      }
      Path own = program.getParent();
      if (own != null) {
        allow(arena, rules, own, EXECUTE | READ_FILE | READ_FOLDER);
      }
      allow(arena, rules, Path.of("/etc/ld.so.cache"), READ_FILE);
      allow(arena, rules, Path.of("/dev/null"), READ_FILE | WRITE_FILE);
      allow(arena, rules, input, READ_FILE);
      long orders = version < DEVICE_ORDERS_SINCE ? 0 : DEVICE_ORDERS;
      devices.forEach(d -> allow(arena, rules, d, READ_FILE | WRITE_FILE | orders));
      if (!devices.isEmpty()) {
        DEVICE_FACTS.forEach(f -> allow(arena, rules, f, READ_FILE | READ_FOLDER));
      }
    }
    return rules;
  }

  private static void allow(Arena arena, int rules, Path place, long rights) {
    int descriptor = Kernel.openPath(arena.allocateFrom(place.toString()));
    if (descriptor < 0) {
      return;
    }
    // struct landlock_path_beneath_attr, which is packed.
    MemorySegment rule = arena.allocate(16, 8);
    rule.set(JAVA_LONG, 0, rights);
    rule.set(JAVA_INT, 8, descriptor);
    Kernel.landlockAdd(rules, rule);
    Kernel.close(descriptor);
  }
}
