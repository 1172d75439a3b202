package medianest.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import medianest.ffmpeg.Findings.Shut;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether ffmpeg is kept from less than it could be. An update of the system, a container with
 * other rights or a move to another machine may take a restriction away, and everything would go on
 * as before; so what it was kept from once is written down, and missed from then on.
 */
public final class Sandbox {

  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

  private final Path file;
  private final Supplier<Set<Shut>> possible;
  private @Nullable Set<Shut> missing;

  /**
   * A sandbox with a past.
   *
   * @param file of the server's own, with what ffmpeg was kept from before; it may be missing
   */
  public Sandbox(Path file) {
    this(file, Confinement::possible);
  }

  /**
   * The same.
   *
   * @param possible what this machine can keep it from; not asked while the server starts
   */
  Sandbox(Path file, Supplier<Set<Shut>> possible) {
    this.file = file;
    this.possible = possible;
  }

  /**
   * What this machine could keep ffmpeg from, or did at an earlier start, and does not; nothing
   * where ffmpeg cannot be used.
   */
  public synchronized Set<Shut> missing(Findings findings) {
    if (!findings.usable()) {
      return Set.of();
    }
    Set<Shut> known = missing;
    if (known == null) {
      known = compared(findings.shut());
      missing = known;
      if (!known.isEmpty()) {
        LOG.warn("ffmpeg is not kept from {} any more, or could be.", known);
      }
    }
    return known;
  }

  private Set<Shut> compared(Set<Shut> shut) {
    Set<Shut> expected = EnumSet.noneOf(Shut.class);
    expected.addAll(shut);
    try {
      Set<Shut> before = before();
      expected.addAll(before);
      if (!before.equals(expected)) {
        Files.write(file, expected.stream().map(Shut::name).toList());
      }
    } catch (IOException e) {
      LOG.warn("What ffmpeg was kept from at earlier starts is not known: {}", e.toString());
    }
    expected.addAll(possible.get());
    expected.removeAll(shut);
    return expected;
  }

  /** Lines that are no name of ours are of another version. */
  private Set<Shut> before() throws IOException {
    Set<Shut> before = EnumSet.noneOf(Shut.class);
    try {
      Set<String> lines = Set.copyOf(Files.readAllLines(file));
      for (Shut each : Shut.values()) {
        if (lines.contains(each.name())) {
          before.add(each);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.debug("ffmpeg is tested for the first time here.");
    }
    return before;
  }
}
