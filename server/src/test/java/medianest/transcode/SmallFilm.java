package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import medianest.ffmpeg.Ffmpeg;
import medianest.media.codec.MediaKind;
import medianest.media.io.FileSource;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.segment.SegmentPlan;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;

/** A film that no browser decodes, and the rendition of its picture in its own size. */
record SmallFilm(Source source, Rendition picture) {

  /** Made by ffmpeg, with a key frame each second. */
  static SmallFilm make(Path file, String size, int seconds)
      throws IOException, InterruptedException {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    String pictures = "testsrc2=size=" + size + ":rate=25:duration=" + seconds;
    List<String> line = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    line.addAll(List.of("-f", "lavfi", "-i", pictures, "-c:v", "mpeg4", "-g", "25"));
    line.add(file.toString());
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return open(file);
  }

  static SmallFilm open(Path file) throws IOException {
    try (FileSource bytes = FileSource.open(file)) {
      assertThat(Probe.open(bytes)).isInstanceOf(Sniffed.Indexed.class);
      MediaIndex index = ((Sniffed.Indexed) Probe.open(bytes)).index();
      SegmentPlan plan = SegmentPlan.of(index);
      Track track =
          index.tracks().stream()
              .filter(t -> t.format().codec().kind() == MediaKind.VIDEO)
              .findFirst()
              .orElseThrow();
      Renditions.Wish own = new Renditions.Wish(true, Long.MAX_VALUE, 2, Optional.empty());
      String key = file.getFileName().toString().replace('.', '-');
      return new SmallFilm(
          new Source(key, file, index, plan), Renditions.of(plan, track, own).getFirst());
    }
  }

  int segments() {
    return picture.segments().count();
  }
}
