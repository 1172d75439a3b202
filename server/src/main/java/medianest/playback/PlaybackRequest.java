package medianest.playback;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    @Nullable List<String> fileCodecs,
    @Nullable Long maxBitrate,
    @Nullable Integer audioChannels,
    @Nullable Boolean ladder,
    @Nullable Integer burnIn) {

  /** Enough for every coding there is. */
  private static final int LONGEST_LIST = 50;

  /** Those that some browser plays by itself. */
  private static final Map<String, Container> CONTAINERS =
      Map.of(
          "mp4", Container.MP4,
          "quicktime", Container.QUICKTIME,
          "matroska", Container.MATROSKA,
          "webm", Container.WEBM,
          "ogg", Container.OGG,
          "mp3", Container.MP3,
          "flac", Container.FLAC,
          "wav", Container.WAV,
          "adts", Container.ADTS);

  Abilities abilities() {
    Abilities usual = Abilities.CHROMIUM;
    List<String> codecs = new ArrayList<>(usual.codecs());
    List<String> inFiles = named(fileCodecs, usual.codecsInFiles());
    if (videoCodecs != null || audioCodecs != null) {
      codecs.clear();
      codecs.addAll(named(videoCodecs, Abilities.CHROMIUM_VIDEO));
      codecs.addAll(named(audioCodecs, Abilities.CHROMIUM_AUDIO));
      inFiles = named(fileCodecs, List.of());
    }
    if (maxBitrate != null && maxBitrate <= 0) {
      throw Problem.invalid("maxBitrate must be greater than zero.");
    }
    if (audioChannels != null && audioChannels <= 0) {
      throw Problem.invalid("audioChannels must be greater than zero.");
    }
    return new Abilities(
        directPlay == null || directPlay,
        containers == null ? usual.containers() : containers(containers),
        List.copyOf(codecs),
        inFiles,
        Optional.ofNullable(maxBitrate),
        audioChannels == null ? usual.channels() : audioChannels,
        ladder != null && ladder,
        Optional.ofNullable(burnIn));
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
      Container container = name == null ? null : CONTAINERS.get(name);
      if (container == null) {
        throw Problem.invalid(
            "containers may hold mp4, quicktime, matroska, webm, ogg, mp3, flac, wav and adts.");
      }
      set.add(container);
    }
    return set;
  }
}
