package medianest.subtitles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import medianest.cache.CacheMetrics;
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of pictures beside a film, as they are asked for. */
final class SubtitlesTest {

  /** On a plane of 16 by 9: one pixel, from the second second on. */
  private static final String PIXEL =
      "50470002bf2000000000"
          + "160013"
          + "00100009100000800000010000000000000000"
          + "50470002bf2000000000"
          + "140007"
          + "000001eb8080ff"
          + "50470002bf2000000000"
          + "15000e"
          + "000000c000000700010001"
          + "010000"
          + "50470002bf2000000000"
          + "800000";

  @TempDir private Path root;
  private Subtitles subtitles;

  @BeforeEach
  void makeAFilm() throws IOException {
    Files.writeString(root.resolve("Film.mkv"), "a film");
    subtitles =
        Subtitles.of(
            new VideoFiles() {
              @Override
              public Optional<Video> find(String itemId) {
                return itemId.equals("film")
                    ? Optional.of(new Video(root, root.resolve("Film.mkv")))
                    : Optional.empty();
              }

              @Override
              public boolean isVideo(String fileName) {
                return fileName.endsWith(".mkv");
              }
            },
            new CacheMetrics(new PrometheusRegistry()));
  }

  @Test
  void handsOutWhatAFileOfPicturesShowsInAWindow() throws IOException {
    Files.write(root.resolve("Film.sup"), HexFormat.of().parseHex(PIXEL));
    Subtitles.Side side = subtitles.of("film").getFirst();
    assertThat(side.pictures()).isTrue();
    assertThat(side.format()).isEqualTo("PGS");

    Bytes window = subtitles.pictures("film", side.id(), 0, 60_000_000).orElseThrow();

    assertThat(window.toString()).startsWith("50470002bf20").contains("00010001" + "010000");
    assertThat(subtitles.pictures("film", side.id(), 0, 1_000_000).orElseThrow())
        .isEqualTo(Bytes.EMPTY);
    assertThat(subtitles.pictures("other", side.id(), 0, 60_000_000)).isEmpty();
    assertThat(subtitles.pictures("film", "0123456789abcdef", 0, 60_000_000)).isEmpty();
    assertThat(subtitles.webVtt("film", side.id())).isEmpty();
  }

  @Test
  void refusesWhatHoldsNone() throws IOException {
    Files.write(root.resolve("Film.sup"), "PG is no picture".getBytes(StandardCharsets.UTF_8));
    String id = subtitles.of("film").getFirst().id();
    assertThatThrownBy(() -> subtitles.pictures("film", id, 0, 60_000_000))
        .isInstanceOf(MediaException.class);
  }
}
