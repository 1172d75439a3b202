package medianest.media.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import medianest.media.codec.Codec;
import medianest.media.io.Bytes;
import medianest.media.io.FileSource;
import medianest.media.track.Chapter;
import medianest.media.track.Colour;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.TextSample;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of made files beforehand is what their index says. */
class ShapesTest {

  /** 12 s with a key frame every 48 frames of 24000/1001: six of them, however they are found. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "film.mkv",
        "no-cues.mkv",
        "no-seek-head.mkv",
        "cues-first.mkv",
        "cues-to-front.mkv",
        "no-simple-blocks.mkv",
        "headers-twice.mkv",
        "front.mkv"
      })
  void findsEveryKeyFrame(String name) throws IOException, InterruptedException {
    try (CountingSource source = new CountingSource(FileSource.open(MadeMedia.file(name)))) {
      MkvIndex index = MkvIndex.of(source);
      long read = source.bytes();
      Track video = index.tracks().getFirst();
      long[] entries = index.entryPoints(video);
      assertThat(entries).hasSize(6);
      for (int i = 0; i < entries.length; i++) {
        long to = i + 1 < entries.length ? entries[i + 1] : video.endTime();
        Samples span = index.samples(source, video, entries[i], to);
        assertThat(span.key(0)).isTrue();
        assertThat(span.time(0)).isEqualTo(entries[i]);
        assertThat(span.startTime()).isEqualTo(entries[i]);
        assertThat(span.endTime()).isEqualTo(to);
      }
      assertThat(read).isLessThan(128 << 10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hevc.mkv, 8",
    "vp9.webm, 3",
    "av1.mkv, 3",
    "one-key.mkv, 1",
    "long.mkv, 20",
    "sparse-cues.mkv, 20",
    "wide-clusters.mkv, 20"
  })
  void findsAllEntryPoints(String name, int count) throws IOException, InterruptedException {
    try (FileSource source = FileSource.open(MadeMedia.file(name))) {
      MkvIndex index = MkvIndex.of(source);
      assertThat(index.entryPoints(index.tracks().getFirst())).hasSize(count);
    }
  }

  /** Key frames that lose the pictures before them are no entry points, but for the first. */
  @ParameterizedTest
  @ValueSource(strings = {"hevc-open.mkv", "avc-open.mkv"})
  void doesNotCutOpenGroups(String name) throws IOException, InterruptedException {
    try (FileSource source = FileSource.open(MadeMedia.file(name))) {
      MkvIndex index = MkvIndex.of(source);
      assertThat(index.entryPoints(index.tracks().getFirst())).hasSize(1);
    }
  }

  @Test
  void readsWhatAFilmSaysOfItself() throws IOException, InterruptedException {
    try (FileSource source = FileSource.open(MadeMedia.file("film.mkv"))) {
      MkvIndex index = MkvIndex.of(source);
      assertThat(index.title()).isEqualTo("A film");
      assertThat(index.tracks())
          .extracting(track -> track.format().codec())
          .containsExactly(Codec.AVC, Codec.AAC, Codec.AC3, Codec.SUBRIP);
      assertThat(index.tracks())
          .extracting(track -> track.format().codecString())
          .containsExactly("avc1.4d400b", "mp4a.40.2", "ac-3", "");
      assertThat(index.tracks()).extracting(Track::language).contains("fr", "de");
      assertThat(index.tracks().get(2).name()).isEqualTo("Kommentar");
      assertThat(index.tracks().get(2).isDefault()).isFalse();
    }
  }

  /** ffmpeg moves all tracks by the 21 ms for which AAC starts earlier than the rest. */
  @ParameterizedTest
  @ValueSource(strings = {"film.mkv", "zlib-text.mkv"})
  void subtitlesHaveTheirTimes(String name) throws IOException, InterruptedException {
    try (FileSource source = FileSource.open(MadeMedia.file(name))) {
      MkvIndex index = MkvIndex.of(source);
      Track text = index.tracks().get(3);
      List<TextSample> texts = index.texts(source, text, 0, text.endTime());
      assertThat(texts).extracting(TextSample::start).containsExactly(1021L, 6061L, 11021L);
      assertThat(texts).extracting(TextSample::end).containsExactly(2521L, 9981L, 11521L);
      assertThat(new String(texts.getFirst().content().toArray(), StandardCharsets.UTF_8))
          .isEqualTo("First <i>words</i>");
      assertThat(index.texts(source, text, 6000, 8000)).containsExactly(texts.get(1));
    }
  }

  @Test
  void readsChapters() throws IOException, InterruptedException {
    try (FileSource source = FileSource.open(MadeMedia.file("chapters.mkv"))) {
      assertThat(MkvIndex.of(source).chapters())
          .containsExactly(new Chapter(0, "Beginning"), new Chapter(5_500_000, "Middle"));
    }
  }

  @Test
  void readsColourLightAspectAndRotation() throws IOException, InterruptedException {
    try (FileSource source = FileSource.open(MadeMedia.file("hdr.mkv"))) {
      MkvIndex index = MkvIndex.of(source);
      SampleFormat.Video video = (SampleFormat.Video) index.tracks().getFirst().format();
      assertThat(video.colour()).isEqualTo(new Colour(9, 16, 9, false));
      assertThat(video.rotation().degrees()).isEqualTo(90);
      assertThat((double) video.displayHeight() / video.displayWidth()).isBetween(2.38, 2.42);
      assertThat(video.extension("clli").map(Bytes::toString)).contains("03e80190");
      assertThat(video.extension("mdcv").map(Bytes::toString))
          .contains(
              "2134"
                  + "9baa"
                  + "1996"
                  + "08fc"
                  + "8a48"
                  + "3908"
                  + "3d13"
                  + "4042"
                  + "00989680"
                  + "00000001");
      assertThat(video.extension("colr").map(Bytes::toString))
          .contains("6e636c78000900100009" + "00");
    }
  }
}
