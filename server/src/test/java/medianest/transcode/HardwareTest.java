package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chips that are not there, and one that dies at work: the film goes on, and is whole. */
@Timeout(60)
final class HardwareTest {

  private static final int SECONDS = 20;

  private @TempDir Path folder;

  private static TranscodeConfig using(TranscodeConfig.Chips chips) {
    TranscodeConfig usual = TranscodeConfig.defaults();
    return new TranscodeConfig(0, usual.preset(), chips, usual.cacheBytes(), "");
  }

  private Transcoder transcoder(Ffmpeg ffmpeg, TranscodeConfig.Chips chips) throws IOException {
    SegmentCache cache = SegmentCache.open(folder.resolve("cache"), 1L << 30);
    return new Transcoder(ffmpeg, using(chips), cache, Duration.ofMinutes(1));
  }

  @Test
  void noneIsFoundWhereThereIsNone() throws Exception {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    assumeTrue(!Files.exists(Path.of("/dev/dri")), "there is a chip that may encode");
    assumeTrue(!Files.exists(Path.of("/dev/nvidia0")), "there is a chip that may encode");
    assumeTrue(!Files.exists(Path.of("/dev/video10")), "there is a chip that may encode");
    try (Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"));
        Transcoder transcoder = transcoder(ffmpeg, TranscodeConfig.Chips.AUTO)) {
      assertThat(ffmpeg.findings().hardware()).isEmpty();
      assertThat(ffmpeg.findings().encodingHardware()).startsWith("No chip was found");
      assertThat(transcoder.encodedBy()).startsWith("The processor encodes");
    }
  }

  @Test
  void theProcessorEncodesWhereTheNamedChipDoesNot() throws Exception {
    SmallFilm film = SmallFilm.make(folder.resolve("film.mkv"), "320x180", SECONDS);
    assumeTrue(!Files.exists(Path.of("/dev/dri")), "there is a chip that may encode");
    try (Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"));
        Transcoder transcoder = transcoder(ffmpeg, TranscodeConfig.Chips.VAAPI)) {
      // Without its initialization, at which the chip is tried as well.
      transcoder.segment(film.source(), film.picture(), 1).close();
      assertThat(transcoder.started()).isEqualTo(1);
      assertThat(transcoder.encodedBy()).startsWith("VAAPI failed to encode");
      assertThat(pictures(transcoder, film)).isEqualTo(25 * SECONDS);
    }
  }

  /** A program that is ffmpeg, whose chip is x264, and dies after some fragments. */
  private Path dying() throws IOException {
    Path program = Files.createDirectory(folder.resolve("bin")).resolve("ffmpeg");
    String real = Ffmpeg.program("").orElseThrow().toString();
    Files.write(
        program,
        List.of(
            "#!/bin/sh",
            "case \"$*\" in *h264_vaapi*) ;; *) exec " + real + " \"$@\" ;; esac",
            "n=$#",
            "while [ $n -gt 0 ]; do a=$1; shift; n=$((n-1))",
            "case $a in -vaapi_device) shift; n=$((n-1)); continue ;;",
            "h264_vaapi) a=libx264 ;; *,hwupload) a=${a%,hwupload} ;; esac",
            "set -- \"$@\" \"$a\"; done",
            real + " \"$@\" | /usr/bin/head -c 150000",
            "exit 1"));
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theProcessorGoesOnWhereTheChipDiedAndBothPartsAreOneFilm() throws Exception {
    SmallFilm film = SmallFilm.make(folder.resolve("film.mkv"), "320x180", SECONDS);
    FfmpegConfig config = new FfmpegConfig(dying().toString(), 0, 8L << 30);
    try (Ffmpeg ffmpeg = Ffmpeg.find(config, folder.resolve("runs"));
        Transcoder transcoder = transcoder(ffmpeg, TranscodeConfig.Chips.VAAPI)) {
      transcoder.init(film.source(), film.picture()).close();
      transcoder.segment(film.source(), film.picture(), 0).close();
      assertThat(pictures(transcoder, film)).isEqualTo(25 * SECONDS);
      assertThat(transcoder.started()).isEqualTo(1);
      assertThat(transcoder.encodedBy()).startsWith("VAAPI failed to encode");
    }
  }

  /** How many pictures ffmpeg decodes of all segments without a complaint. */
  private long pictures(Transcoder transcoder, SmallFilm film) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (FileChannel init = transcoder.init(film.source(), film.picture())) {
      Channels.newInputStream(init).transferTo(all);
    }
    for (int i = 0; i < film.segments(); i++) {
      try (FileChannel segment = transcoder.segment(film.source(), film.picture(), i)) {
        Channels.newInputStream(segment).transferTo(all);
      }
    }
    Path whole = Files.write(folder.resolve("whole.mp4"), all.toByteArray());
    Path hashes = folder.resolve("hashes");
    Process process =
        new ProcessBuilder(
                "ffmpeg",
                "-nostdin",
                "-v",
                "error",
                "-xerror",
                "-i",
                whole.toString(),
                "-fps_mode",
                "passthrough",
                "-f",
                "framehash",
                hashes.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("complaints").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("complaints")).isEmptyFile();
    return Files.readAllLines(hashes).stream().filter(l -> !l.startsWith("#")).count();
  }
}
