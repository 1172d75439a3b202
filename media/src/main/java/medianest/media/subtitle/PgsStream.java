package medianest.media.subtitle;

import java.util.ArrayList;
import java.util.List;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;

/**
 * Writes Presentation Graphics as a file of them ({@code .sup}) has them.
 *
 * <p>A set whose bitmaps were written before refers to them, as it does where words fade; then its
 * colours get a palette of their own, since not every reader keeps to the last of one number. Every
 * other set starts an epoch.
 */
final class PgsStream {

  /** A minute of the busiest subtitles has a few megabytes. */
  private static final int LARGEST = 16 << 20;

  private static final int LONGEST_SEGMENT = 0xffff;
  private static final int FIRST_HEAD = 11;
  private static final int NEXT_HEAD = 4;

  /** 24 pictures a second, which readers pass over (as writers do). */
  private static final int FRAME_RATE = 0x10;

  private final ByteRecord out = new ByteRecord();
  private final List<Bytes> known = new ArrayList<>();
  private int palettes;
  private int number;

  /**
   * Writes what is on the screen from a time on, in ticks of 90 kHz.
   *
   * @throws RefusedMedia where all together becomes larger than anything real
   */
  void write(long time, PgsScreen screen) throws RefusedMedia {
    boolean repeats =
        palettes > 0
            && palettes < PgsSegment.MOST_PALETTES
            && !screen.empty()
            && screen.parts().stream().allMatch(part -> known.contains(part.runs()));
    if (!repeats) {
      known.clear();
      palettes = 0;
      screen.parts().stream().map(PgsScreen.Part::runs).distinct().forEach(known::add);
    }
    long size = screen.parts().stream().mapToLong(part -> part.runs().length()).sum();
    if (out.length() + size > LARGEST) {
      throw new RefusedMedia("The subtitles of the file are larger than any real ones.");
    }
    segment(time, PgsSegment.COMPOSITION, composition(screen, repeats));
    if (!screen.empty()) {
      segment(time, PgsSegment.WINDOWS, windows(screen));
      ByteRecord palette = new ByteRecord().u8(palettes++).u8(0).bytes(screen.palette());
      segment(time, PgsSegment.PALETTE, palette);
      if (!repeats) {
        objects(time, screen);
      }
    }
    segment(time, PgsSegment.END, new ByteRecord());
  }

  Bytes toBytes() {
    return out.toBytes();
  }

  private void segment(long time, int type, ByteRecord body) {
    // Nobody needs to decode earlier than it is shown.
    out.u16(PgsSegment.MAGIC).u32(time).u32(0);
    out.u8(type).u16(body.length()).bytes(body.toBytes());
  }

  private ByteRecord composition(PgsScreen screen, boolean repeats) {
    ByteRecord body = new ByteRecord().u16(screen.width()).u16(screen.height());
    body.u8(FRAME_RATE).u16(number++).u8(repeats ? 0 : PgsSegment.EPOCH_START);
    body.u8(repeats ? 0x80 : 0).u8(palettes).u8(screen.parts().size());
    for (int i = 0; i < screen.parts().size(); i++) {
      PgsScreen.Part part = screen.parts().get(i);
      int flags = (part.crop().isEmpty() ? 0 : 0x80) | (part.forced() ? 0x40 : 0);
      body.u16(known.indexOf(part.runs())).u8(i).u8(flags);
      body.u16(part.x()).u16(part.y()).bytes(part.crop());
    }
    return body;
  }

  private static ByteRecord windows(PgsScreen screen) {
    ByteRecord body = new ByteRecord().u8(screen.parts().size());
    for (int i = 0; i < screen.parts().size(); i++) {
      PgsScreen.Part part = screen.parts().get(i);
      body.u8(i).u16(part.x()).u16(part.y()).u16(part.width()).u16(part.height());
    }
    return body;
  }

  private void objects(long time, PgsScreen screen) {
    for (int id = 0; id < known.size(); id++) {
      Bytes runs = known.get(id);
      for (PgsScreen.Part part : screen.parts()) {
        if (part.runs().equals(runs)) {
          object(time, id, part);
          break;
        }
      }
    }
  }

  /** A bitmap in as many pieces as it takes. */
  private void object(long time, int id, PgsScreen.Part part) {
    Bytes runs = part.runs();
    int first = Math.min(runs.length(), LONGEST_SEGMENT - FIRST_HEAD);
    boolean whole = first == runs.length();
    ByteRecord body = new ByteRecord().u16(id).u8(0).u8(whole ? 0xc0 : 0x80);
    int length = runs.length() + 4;
    body.u8(length >> 16).u16(length).u16(part.width()).u16(part.height());
    segment(time, PgsSegment.OBJECT, body.bytes(runs.slice(0, first)));
    for (int at = first; at < runs.length(); ) {
      int end = Math.min(runs.length(), at + LONGEST_SEGMENT - NEXT_HEAD);
      ByteRecord next = new ByteRecord().u16(id).u8(0).u8(end == runs.length() ? 0x40 : 0);
      segment(time, PgsSegment.OBJECT, next.bytes(runs.slice(at, end)));
      at = end;
    }
  }
}
