package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.ffmpeg.Limits;
import medianest.http.Problem;
import medianest.media.codec.MediaKind;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An encoder of sound that dies between two fragments of the last segment. */
@Timeout(60)
final class LastPieceTest {

  private @TempDir Path folder;

  @Test
  void isNotTakenForTheEndOfTheFilm() throws Exception {
    Path real = Ffmpeg.program("").orElse(null);
    assumeTrue(real != null, "no ffmpeg on the path");
    Source film = film(folder.resolve("film.mkv"));
    Rendition sound = sound(film);
    int last = sound.segments().count() - 1;
    int whole = whole(film, sound, last);

    Path mark = Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("mark"), "");
    Path dying = dying(mark, real, whole);
    FfmpegConfig config = new FfmpegConfig(dying.toString(), 0, 8L << 30);
    try (Ffmpeg ffmpeg = Ffmpeg.find(config, folder.resolve("runs"))) {
      SegmentCache cache = SegmentCache.open(folder.resolve("cache"), 1L << 30);
      Transcoder transcoder =
          new Transcoder(ffmpeg, TranscodeConfig.defaults(), cache, Duration.ofMinutes(1));
      assertThatThrownBy(() -> transcoder.segment(film, sound, last))
          .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(500));
      assertThat(cache.contains(new SegmentKey(film.key(), sound.folder(), last))).isFalse();

      Files.delete(mark);
      try (FileChannel made = transcoder.segment(film, sound, last)) {
        long ticks = sound.segments().end(last) - sound.segments().start(last);
        assertThat(frames(made)).isBetween(ticks / 1024 - 1, ticks / 1024 + 2);
      }
      transcoder.close();
    }
  }

  private static Source film(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "ffmpeg",
                "-nostdin",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=64x64:rate=25:duration=11",
                "-f",
                "lavfi",
                "-i",
                "sine=sample_rate=48000:duration=11",
                "-c:v",
                "mpeg4",
                "-g",
                "25",
                "-c:a",
                "ac3",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return SmallFilm.open(file).source();
  }

  private static Rendition sound(Source film) {
    Track track =
        film.index().tracks().stream()
            .filter(t -> t.format().codec().kind() == MediaKind.AUDIO)
            .findFirst()
            .orElseThrow();
    Renditions.Wish wish = new Renditions.Wish(true, Long.MAX_VALUE, 2, Optional.empty());
    return Renditions.of(film.plan(), track, wish).getFirst();
  }

  /** Bytes of what the encoder writes from that segment on, without its last fragment. */
  private int whole(Source film, Rendition sound, int number) throws Exception {
    try (Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("first"))) {
      SegmentCommand commands = new SegmentCommand(film, sound, TranscodeConfig.defaults(), ffmpeg);
      Ffmpeg.Output output = ffmpeg.collect(commands.from(number), Limits.SHORT, 1 << 24);
      byte[] bytes = output.bytes().toArray();
      int lastFragment = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("moof") - 4;
      assertThat(lastFragment).isPositive();
      return lastFragment;
    }
  }

  /** A program that is ffmpeg, and dies after so many bytes of sound while the mark is there. */
  private static Path dying(Path mark, Path real, int bytes) throws IOException {
    Path program = mark.resolveSibling("ffmpeg");
    Files.write(
        program,
        List.of(
            "#!/bin/sh",
            "case \"$*\" in *aac_coder*) if [ -f " + mark + " ]; then",
            real + " \"$@\" | /usr/bin/head -c " + bytes + "; kill -9 $$; fi;; esac",
            "exec " + real + " \"$@\""));
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Samples that its fragment counts (ISO/IEC 14496-12 clause 8.8.8). */
  private static long frames(FileChannel segment) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) segment.size());
    segment.read(bytes, 0);
    int run = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf("trun");
    return bytes.getInt(run + 8);
  }
}
