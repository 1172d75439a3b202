package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import medianest.media.corpus.Corpus;
import medianest.media.io.MemorySource;
import medianest.media.mkv.MkvIndex;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrackCuesTest {

  private static final long WINDOW = 700_000;

  @ParameterizedTest
  @ValueSource(
      strings = {"sample_with_srt", "sample_with_ssa_subtitles", "sample_with_vtt_subtitles"})
  void windowsHoldTogetherWhatTheTrackHolds(String name) throws IOException {
    MemorySource source = memory("media3/mkv/" + name + ".mkv");
    MkvIndex index = MkvIndex.of(source);
    Track track = text(index);
    List<Cue> all = TrackCues.read(index, source, track);
    assertThat(all).isNotEmpty();

    Set<Cue> windows = new LinkedHashSet<>();
    for (long from = 0; from < index.durationUs(); from += WINDOW) {
      long to = from + WINDOW;
      List<Cue> window = TrackCues.window(index, source, track, from, to);
      long start = from;
      assertThat(window)
          .isEqualTo(
              all.stream().filter(cue -> cue.endUs() > start && cue.startUs() < to).toList());
      windows.addAll(window);
    }
    assertThat(windows).containsExactlyElementsOf(all);
  }

  @Test
  void aStyledTrackIsAFileAgain() throws IOException {
    MemorySource source = memory("media3/mkv/sample_with_ssa_subtitles.mkv");
    MkvIndex index = MkvIndex.of(source);
    Track track = text(index);

    String file = TrackCues.styled(index, source, track);

    assertThat(file).contains("[Script Info]", "Style:", "\nDialogue: ");
    List<Cue> cues = SubStation.cues(file.getBytes(StandardCharsets.UTF_8));
    assertThat(cues)
        .extracting(Cue::text)
        .containsExactlyElementsOf(
            TrackCues.read(index, source, track).stream().map(Cue::text).toList());
  }

  private static MemorySource memory(String file) throws IOException {
    return new MemorySource(Files.readAllBytes(Corpus.path(file)));
  }

  private static Track text(MkvIndex index) {
    return index.tracks().stream()
        .filter(track -> TrackCues.readable(track.format().codec()))
        .findFirst()
        .orElseThrow();
  }
}
