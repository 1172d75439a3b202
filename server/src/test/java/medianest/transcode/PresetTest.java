package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.media.track.SampleFormat;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is encoded in a hurry for somebody who waits is described as all that follows it is: they
 * share one initialization segment, whatever the settings ask of the encoder.
 */
@Timeout(60)
final class PresetTest {

  private @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TranscodeConfig.Preset.class)
  void describesTheFirstSegmentAsTheOthers(TranscodeConfig.Preset preset) throws Exception {
    SmallFilm film = SmallFilm.make(folder.resolve("film.mkv"), "320x180", 9);
    TranscodeConfig usual = TranscodeConfig.defaults();
    TranscodeConfig config =
        new TranscodeConfig(
            usual.runs(), preset, TranscodeConfig.Chips.OFF, usual.cacheBytes(), usual.folder());
    try (Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"))) {
      SegmentCommand commands =
          new SegmentCommand(
              film.source(), film.picture(), config, ffmpeg, new Encoders(ffmpeg, config));
      SampleFormat alone =
          InitSegment.learned(commands.alone(1).orElseThrow(), ffmpeg).orElseThrow();
      SampleFormat going = InitSegment.learned(commands.from(2), ffmpeg).orElseThrow();
      assertThat(alone.config()).isEqualTo(going.config());
    }
  }
}
