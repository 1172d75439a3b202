package medianest.media.subtitle;

import java.util.ArrayList;
import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A subpicture unit of a DVD: a bitmap of four colours, and commands that say when it is shown,
 * where and in which colours ("DVD Specifications for Read-Only Disc", Part 3, clause 5.4.3).
 */
final class SubPicture {

  private static final int FORCED = 0;
  private static final int START = 1;
  private static final int STOP = 2;
  private static final int COLOURS = 3;
  private static final int CONTRAST = 4;
  private static final int AREA = 5;
  private static final int FIELDS = 6;
  private static final int CHANGES = 7;
  private static final int END = 0xff;

  /** Delays count 1024 ticks of 90 kHz. */
  private static final long DELAY = 1024;

  /** Words that fade have a dozen. */
  private static final int MOST_SEQUENCES = 32;

  /** What is on the screen from so many ticks of 90 kHz after the unit's own time on. */
  record Step(long delay, PgsScreen screen) {}

  private final Bytes unit;
  private final VobSubHead head;
  private final List<Step> steps = new ArrayList<>();
  private final int[] colours = new int[4];
  private final int[] contrast = new int[4];
  private boolean forced;
  private boolean shown;
  private int left;
  private int top;
  private int width;
  private int height;
  private int evenLines;
  private int oddLines;
  private @Nullable Bytes runs;

  private SubPicture(Bytes unit, VobSubHead head) {
    this.unit = unit;
    this.head = head;
  }

  /** What a unit does, in the order of time. */
  static List<Step> steps(Bytes unit, VobSubHead head) throws BrokenMedia {
    SubPicture picture = new SubPicture(unit, head);
    ByteCursor cursor = ByteCursor.over(unit);
    int next = cursor.skip(2).u16();
    int at;
    int sequences = 0;
    do {
      at = next;
      ByteCursor sequence = cursor.again().skip(at);
      long delay = sequence.u16() * DELAY;
      next = sequence.u16();
      picture.obey(delay, sequence);
      sequences++;
      // The last one names itself as the next.
    } while (next > at && sequences < MOST_SEQUENCES);
    return picture.steps;
  }

  private void obey(long delay, ByteCursor sequence) throws BrokenMedia {
    boolean stopped = false;
    int command = END;
    while (sequence.hasRemaining() && (command = sequence.u8()) != END) {
      switch (command) {
        case FORCED -> {
          forced = true;
          shown = true;
        }
        case START -> shown = true;
        case STOP -> stopped = true;
        case COLOURS -> nibbles(sequence, colours);
        case CONTRAST -> nibbles(sequence, contrast);
        case AREA -> area(sequence);
        case FIELDS -> {
          evenLines = sequence.u16();
          oddLines = sequence.u16();
          runs = null;
        }
        // Colours that change within the picture are for karaoke; it is shown without.
        case CHANGES -> sequence.skip(Math.max(0, sequence.u16() - 2));
        default -> throw new BrokenMedia("A picture of the subtitles has an unknown command.");
      }
    }
    if (stopped) {
      shown = false;
    }
    if (shown && width > 0 && height > 0 && evenLines > 0) {
      steps.add(new Step(delay, screen()));
    } else if (stopped) {
      steps.add(new Step(delay, head.screen(Bytes.EMPTY, List.of())));
    }
  }

  /** That of the last colour comes first. */
  private static void nibbles(ByteCursor sequence, int[] four) throws BrokenMedia {
    int value = sequence.u16();
    for (int i = 0; i < four.length; i++) {
      four[i] = value >> (4 * i) & 0xf;
    }
  }

  private void area(ByteCursor sequence) throws BrokenMedia {
    int x = sequence.u24();
    int y = sequence.u24();
    left = x >> 12;
    top = y >> 12;
    width = (x & 0xfff) - left + 1;
    height = (y & 0xfff) - top + 1;
    runs = null;
  }

  private PgsScreen screen() {
    if (runs == null) {
      runs = runs();
    }
    ByteRecord palette = new ByteRecord();
    for (int i = 0; i < colours.length; i++) {
      // Number 0 stays free: in runs it is said in another way.
      palette.u8(i + 1).bytes(head.colour(colours[i])).u8(contrast[i] * 0x11);
    }
    return head.screen(
        palette.toBytes(),
        List.of(new PgsScreen.Part(left, top, width, height, forced, Bytes.EMPTY, runs)));
  }

  /** The lines of both fields in their order, as Presentation Graphics have them. */
  private Bytes runs() {
    ByteRecord out = new ByteRecord();
    NibbleReader even = new NibbleReader(unit, evenLines);
    NibbleReader odd = new NibbleReader(unit, oddLines);
    for (int line = 0; line < height; line++) {
      line(line % 2 == 0 ? even : odd, out);
    }
    return out.toBytes();
  }

  /** A unit that ends early leaves the rest of its lines in the first colour. */
  private void line(NibbleReader field, ByteRecord out) {
    int x = 0;
    while (x < width) {
      int code = field.run();
      int length = code >> 2 == 0 ? width - x : Math.min(code >> 2, width - x);
      run(out, (code & 3) + 1, length);
      x += length;
    }
    field.align();
    out.u16(0);
  }

  /** A run of a colour that is not 0. */
  private static void run(ByteRecord out, int colour, int length) {
    if (length == 1) {
      out.u8(colour);
    } else if (length < 0x40) {
      out.u8(0).u8(0x80 | length).u8(colour);
    } else {
      out.u8(0).u16(0xc000 | length).u8(colour);
    }
  }
}
