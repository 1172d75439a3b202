package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import medianest.ffmpeg.Command;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.ffmpeg.Limits;
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
      SampleFormat alone = written(ffmpeg, commands.alone(1).orElseThrow());
      SampleFormat going = written(ffmpeg, commands.from(2));
      assertThat(alone.config()).isEqualTo(going.config());
    }
  }

  private static SampleFormat written(Ffmpeg ffmpeg, Command command) throws Exception {
    List<SampleFormat> formats = new ArrayList<>();
    ffmpeg.run(
        command,
        Limits.SHORT,
        output -> {
          FragmentStream stream = new FragmentStream(output);
          byte[] head = stream.head();
          byte[] fragment = stream.next();
          if (fragment != null) {
            formats.add(Batch.format(head, fragment));
          }
          output.transferTo(OutputStream.nullOutputStream());
        });
    assertThat(formats).hasSize(1);
    return formats.getFirst();
  }
}
