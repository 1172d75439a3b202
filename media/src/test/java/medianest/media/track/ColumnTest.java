package medianest.media.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import org.junit.jupiter.api.Test;

class ColumnTest {

  private static final int[] COUNTS = {0, 1, 2, 63, 64, 65, 128, 1000};

  private static void survives(LongUnaryOperator value) throws BrokenMedia {
    for (int count : COUNTS) {
      long[] values = LongStream.range(0, count).map(value).toArray();
      Column column = Column.of(values);
      assertThat(LongStream.range(0, count).map(i -> column.at((int) i)).toArray())
          .isEqualTo(values);
      ByteRecord record = new ByteRecord();
      column.writeTo(record);
      Column again = Column.readFrom(ByteCursor.over(record.toBytes()));
      assertThat(again.count()).isEqualTo(count);
      assertThat(LongStream.range(0, count).map(i -> again.at((int) i)).toArray())
          .isEqualTo(values);
    }
  }

  @Test
  void everyShapeOfNumbersSurvives() throws Exception {
    Random random = new Random(7);
    survives(i -> 42);
    survives(i -> 1001 * i);
    survives(i -> 1001 * i + 512L * random.nextInt(4));
    survives(i -> random.nextInt(70_000));
    survives(i -> random.nextLong());
    survives(i -> (i & 1) == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    survives(i -> -i * i * i);
  }

  @Test
  void aStraightLineTakesNoBits() {
    ByteRecord record = new ByteRecord();
    Column.of(LongStream.range(0, 6400).map(i -> 1024 * i).toArray()).writeTo(record);
    assertThat(record.length()).isEqualTo(4 + 100 * 17);
  }

  @Test
  void findsPlacesInARisingColumn() {
    Column column = Column.of(10, 20, 20, 30);
    assertThat(column.lastAtMost(9)).isEqualTo(-1);
    assertThat(column.lastAtMost(20)).isEqualTo(2);
    assertThat(column.lastAtMost(Long.MAX_VALUE)).isEqualTo(3);
    assertThat(column.firstAtLeast(20)).isEqualTo(1);
    assertThat(column.firstAtLeast(31)).isEqualTo(4);
    assertThat(column.firstAtLeast(Long.MIN_VALUE)).isZero();
  }

  @Test
  void anAnnouncedCountIsCheckedBeforeAnythingIsAllocated() {
    Bytes bytes = new ByteRecord().i32(Integer.MAX_VALUE).i64(0).toBytes();
    assertThatThrownBy(() -> Column.readFrom(ByteCursor.over(bytes)))
        .isInstanceOf(BrokenMedia.class);
  }
}
