package medianest.media.subtitle;

import java.io.IOException;
import java.util.BitSet;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import medianest.media.io.WindowReader;
import medianest.media.track.Column;

/**
 * Where the display sets of a file of Presentation Graphics ({@code .sup}) lie, found by reading
 * nothing but the heads of its segments: the letters PG, two times of 32 bits in ticks of 90 kHz, a
 * type, and a length of 16 bits.
 */
public final class SupIndex implements SidePictures {

  private static final int HEAD = PgsSegment.FILE_HEAD + PgsSegment.HEAD;

  /** Where a composition has its state. */
  private static final int STATE = HEAD + 7;

  /** A film has some thousands. */
  private static final int MOST_SETS = 200_000;

  private static final int READ_AT_ONCE = 4096;

  private final Column times;

  /** One more than there are sets: where the last ends. */
  private final Column offsets;

  private final BitSet entries;

  private SupIndex(Column times, Column offsets, BitSet entries) {
    this.times = times;
    this.offsets = offsets;
    this.entries = entries;
  }

  /** Whether a file begins as one of these does. */
  public static boolean isOne(byte[] head) {
    return head.length >= 2 && head[0] == 'P' && head[1] == 'G';
  }

  /** Reads a file up to its end, or up to where it is none any more. */
  public static SupIndex of(ByteSource source) throws IOException {
    WindowReader reader = new WindowReader(source, READ_AT_ONCE);
    Column.Builder times = new Column.Builder();
    Column.Builder offsets = new Column.Builder();
    BitSet entries = new BitSet();
    int count = 0;
    long at = 0;
    while (at <= source.length() - HEAD) {
      ByteCursor head = reader.cursor(at, HEAD);
      if (head.u16() != PgsSegment.MAGIC) {
        break;
      }
      long time = head.u32();
      int type = head.skip(4).u8();
      long end = at + HEAD + head.u16();
      if (end > source.length()) {
        break;
      }
      if (type == PgsSegment.COMPOSITION && end > at + STATE) {
        if (count == MOST_SETS) {
          throw new RefusedMedia("The subtitle file has more pictures than any real one.");
        }
        times.add(time);
        offsets.add(at);
        entries.set(count++, PgsSegment.entry(reader.u8(at + STATE)));
      }
      at = end;
    }
    if (count == 0) {
      throw new BrokenMedia("The subtitle file holds no pictures.");
    }
    offsets.add(at);
    return new SupIndex(times.build(), offsets.build(), entries);
  }

  @Override
  public int count() {
    return times.count();
  }

  @Override
  public int weight() {
    return 200 + 10 * times.count();
  }

  @Override
  public Bytes window(ByteSource source, long fromUs, long toUs) throws IOException {
    long from = TrackPictures.clock(fromUs);
    long to = TrackPictures.clock(toUs);
    PictureWindow window = new PictureWindow(from, to);
    PgsEpoch epoch = new PgsEpoch(window);
    PictureBytes together = new PictureBytes();
    for (int set = entry(from); set < times.count() && times.at(set) < to; set++) {
      long length = offsets.at(set + 1) - offsets.at(set);
      together.add(length);
      read(source.bytes(offsets.at(set), (int) length), times.at(set), epoch);
    }
    epoch.end();
    return window.toBytes();
  }

  /** The last set that can be drawn by itself and is shown at a time, or else the first. */
  private int entry(long time) {
    int found = 0;
    for (int set = 0; set < times.count() && times.at(set) <= time; set++) {
      if (entries.get(set)) {
        found = set;
      }
    }
    return found;
  }

  private static void read(byte[] set, long time, PgsEpoch epoch) throws IOException {
    ByteCursor cursor = ByteCursor.over(set);
    while (cursor.hasRemaining()) {
      int start = cursor.skip(PgsSegment.FILE_HEAD).position();
      int length = cursor.skip(1).u16();
      cursor.skip(length);
      epoch.read(time, Bytes.of(set, start, PgsSegment.HEAD + length));
    }
  }
}
