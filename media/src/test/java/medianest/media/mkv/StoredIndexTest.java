package medianest.media.mkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.FileSource;
import medianest.media.probe.IndexStore;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that was kept is the index that was made. */
class StoredIndexTest {

  @ParameterizedTest
  @ValueSource(strings = {"film.mkv", "stripped.mkv", "zlib-text.mkv", "hdr.mkv", "vp9.webm"})
  void comesBackWhole(String name) throws IOException, InterruptedException {
    Path file = MadeMedia.file(name);
    try (ByteSource source = FileSource.open(file)) {
      MkvIndex index = MkvIndex.of(source);
      MkvIndex kept = MkvIndex.readFrom(ByteCursor.over(stored(index)));
      assertThat(kept.container()).isEqualTo(index.container());
      assertThat(kept.title()).isEqualTo(index.title());
      assertThat(kept.chapters()).isEqualTo(index.chapters());
      assertThat(kept.tracks()).isEqualTo(index.tracks());
      assertThat(kept.durationUs()).isEqualTo(index.durationUs()).isPositive();
      for (Track track : kept.tracks()) {
        assertThat(kept.entryPoints(track)).isEqualTo(index.entryPoints(track));
        assertThat(kept.texts(source, track, 0, track.endTime()))
            .isEqualTo(index.texts(source, track, 0, track.endTime()));
      }
      assertThat(stored(kept)).isEqualTo(stored(index));
    }
  }

  @Test
  void endsWhereItIsCutOff() throws IOException, InterruptedException {
    try (ByteSource source = FileSource.open(MadeMedia.file("film.mkv"))) {
      Bytes stored = stored(MkvIndex.of(source));
      for (int length : List.of(0, 1, 10, stored.length() / 2, stored.length() - 1)) {
        assertThatThrownBy(() -> MkvIndex.readFrom(ByteCursor.over(stored.slice(0, length))))
            .isInstanceOf(BrokenMedia.class);
      }
    }
  }

  @Test
  void opensAndKeepsByContent() throws IOException, InterruptedException {
    try (ByteSource source = FileSource.open(MadeMedia.file("vp9.webm"))) {
      Sniffed sniffed = Probe.open(source);
      assertThat(sniffed).isInstanceOf(Sniffed.Indexed.class);
      MediaIndex index = ((Sniffed.Indexed) sniffed).index();
      assertThat(index.container()).isEqualTo(Container.WEBM);
      MediaIndex kept = IndexStore.read(IndexStore.write(index)).orElseThrow();
      assertThat(kept.tracks()).isEqualTo(index.tracks());
    }
  }

  private static Bytes stored(MkvIndex index) {
    ByteRecord record = new ByteRecord();
    index.writeTo(record);
    return record.toBytes();
  }
}
