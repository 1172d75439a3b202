package medianest.playback;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import medianest.http.Problem;
import medianest.media.track.Container;
import org.jspecify.annotations.Nullable;

/** What a client says about itself; what it leaves out is as Chromium has it. */
record PlaybackRequest(
    @Nullable Boolean directPlay,
    @Nullable List<String> containers,
    @Nullable List<String> videoCodecs,
    @Nullable List<String> audioCodecs,
    @Nullable Long maxBitrate) {

  /** Enough for every coding there is. */
  private static final int LONGEST_LIST = 50;

  private static final Set<String> CONTAINERS = Set.of("mp4", "quicktime", "matroska", "webm");

  Abilities abilities() {
    Abilities usual = Abilities.CHROMIUM;
    List<String> codecs = new ArrayList<>(usual.codecs());
    List<String> inFiles = usual.codecsInFiles();
    if (videoCodecs != null || audioCodecs != null) {
      codecs.clear();
      codecs.addAll(named(videoCodecs, usual.codecs().subList(0, 4)));
      codecs.addAll(named(audioCodecs, usual.codecs().subList(4, usual.codecs().size())));
      inFiles = List.of();
    }
    if (maxBitrate != null && maxBitrate <= 0) {
      throw Problem.invalid("maxBitrate must be greater than zero.");
    }
    return new Abilities(
        directPlay == null || directPlay,
        containers == null ? usual.containers() : containers(containers),
        List.copyOf(codecs),
        inFiles,
        Optional.ofNullable(maxBitrate));
  }

  private static List<String> named(@Nullable List<String> names, List<String> usual) {
    if (names == null) {
      return usual;
    }
    if (names.size() > LONGEST_LIST || names.stream().anyMatch(n -> n == null || n.isBlank())) {
      throw Problem.invalid("A list of codecs holds names such as avc1 or mp4a.");
    }
    return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }

  private static Set<Container> containers(List<String> names) {
    Set<Container> set = EnumSet.noneOf(Container.class);
    for (String name : names) {
      if (name == null || !CONTAINERS.contains(name)) {
        throw Problem.invalid("containers may hold mp4, quicktime, matroska and webm.");
      }
      set.add(Container.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    return set;
  }
}
