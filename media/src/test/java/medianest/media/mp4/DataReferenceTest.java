package medianest.media.mp4;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import org.junit.jupiter.api.Test;

/** Tracks whose samples lie in the file, elsewhere, or nobody knows where. */
class DataReferenceTest {

  private static final Bytes ALIAS = Bytes.of("another.mov".getBytes(StandardCharsets.UTF_8));
  private static final int HERE = 1;

  @Test
  void whatLiesInAnotherFileIsNotFollowed() {
    assertThatThrownBy(() -> DataReference.check(minf(1, entry(0, ALIAS))))
        .isInstanceOf(RefusedMedia.class)
        .hasMessageContaining("another file");
    assertThatThrownBy(
            () -> DataReference.check(minf(2, entry(HERE, Bytes.EMPTY), entry(0, ALIAS))))
        .isInstanceOf(RefusedMedia.class);
  }

  @Test
  void whatLiesHereOrDoesNotSayIsRead() {
    assertThatCode(() -> DataReference.check(minf(1, entry(HERE, Bytes.EMPTY))))
        .doesNotThrowAnyException();
    assertThatCode(() -> DataReference.check(minf(1, entry(HERE, ALIAS))))
        .doesNotThrowAnyException();
    assertThatCode(() -> DataReference.check(minf(1, entry(0, Bytes.EMPTY))))
        .doesNotThrowAnyException();
    assertThatCode(() -> DataReference.check(minf(1, entry(HERE, ALIAS), entry(0, ALIAS))))
        .doesNotThrowAnyException();
    assertThatCode(() -> DataReference.check(minf(7, entry(0, ALIAS)))).doesNotThrowAnyException();
  }

  private static Bytes entry(int flags, Bytes location) {
    return box("alis", new ByteRecord().i32(flags).bytes(location));
  }

  /** Of a track whose samples name the reference of this number, counted from 1. */
  private static Box minf(int number, Bytes... references) {
    ByteRecord dref = new ByteRecord().i32(0).i32(references.length);
    for (Bytes each : references) {
      dref.bytes(each);
    }
    Bytes format = box("avc1", new ByteRecord().i32(0).u16(0).u16(number));
    Bytes stsd = box("stsd", new ByteRecord().i32(0).i32(1).bytes(format));
    Bytes content =
        new ByteRecord()
            .bytes(box("dinf", new ByteRecord().bytes(box("dref", dref))))
            .bytes(box("stbl", new ByteRecord().bytes(stsd)))
            .toBytes();
    return new Box("minf", ByteCursor.over(content));
  }

  private static Bytes box(String type, ByteRecord content) {
    return new Box(type, ByteCursor.over(content.toBytes())).whole();
  }
}
