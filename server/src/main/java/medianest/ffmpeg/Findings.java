package medianest.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found out about the program by running it.
 *
 * @param obstacle why it cannot be used, as a sentence; empty where it can
 * @param encoders and {@code filters}: the names of those that it has
 * @param hardware what was seen to encode
 * @param shut what it was seen not to reach, although it tried
 */
public record Findings(
    Optional<Version> version,
    Set<String> encoders,
    Set<String> filters,
    Set<Hardware> hardware,
    Set<Shut> shut,
    Optional<String> obstacle) {

  /** What a hostile film would want. */
  public enum Shut {
    /** Files other than the one that it is to read. */
    READING,
    WRITING,
    NETWORK
  }

  public Findings {
    shut = Set.copyOf(shut);
    hardware = Set.copyOf(hardware);
    encoders = Set.copyOf(encoders);
    filters = Set.copyOf(filters);
  }

  static Findings none(String obstacle) {
    return none(Optional.empty(), obstacle);
  }

  static Findings none(Optional<Version> version, String obstacle) {
    return new Findings(version, Set.of(), Set.of(), Set.of(), Set.of(), Optional.of(obstacle));
  }

  public boolean usable() {
    return obstacle.isEmpty();
  }

  /** How well it is locked in, as a sentence. */
  public String sandbox() {
    if (shut.size() == Shut.values().length) {
      return "It sees one file at a time, writes nothing, and has no network.";
    }
    List<String> open = new ArrayList<>();
    for (Shut each : Shut.values()) {
      if (!shut.contains(each)) {
        open.add(each.name().toLowerCase(Locale.ROOT));
      }
    }
    return "This kernel does not keep it from "
        + String.join(", ", open)
        + "; Linux 6.7 or newer with Landlock does.";
  }

  /** What encodes beside the processor, as a sentence. */
  public String encodingHardware() {
    return hardware.isEmpty()
        ? "No chip was found that encodes; the processor does."
        : hardware.stream().sorted().map(Enum::name).collect(Collectors.joining(", "))
            + " passed the test of encoding.";
  }

  /** Whether it makes pictures brighter than ordinary screens fit for those. */
  public boolean mapsTones() {
    return filters.contains("zscale") && filters.contains("tonemap");
  }
}
