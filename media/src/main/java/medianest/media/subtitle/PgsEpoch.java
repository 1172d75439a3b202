package medianest.media.subtitle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import org.jspecify.annotations.Nullable;

/**
 * Follows the display sets of Presentation Graphics, whose compositions refer to bitmaps and
 * colours of sets before them, and says what each leaves on the screen.
 *
 * <p>Until the first set that needs nothing from before there is nothing to be said. A set that is
 * damaged is left out, and all up to the next entry with it, since they may refer to it. Described
 * in US 2009/0185789 A1 and, for their form in files, by all who write them.
 */
final class PgsEpoch {

  /** A decoder holds this many bitmaps. */
  private static final int MOST_OBJECTS = 64;

  /** Twice the memory that decoders have for bitmaps as they are stored, and more. */
  private static final int MOST_OBJECT_BYTES = 8 << 20;

  /** The length of a bitmap counts its two sides. */
  private static final int SIDES = 4;

  /** Takes what is on the screen from a time on, in ticks of 90 kHz. */
  @FunctionalInterface
  interface Screens {
    void show(long time, PgsScreen screen) throws RefusedMedia;
  }

  private record Reference(int object, boolean forced, int x, int y, Bytes crop) {}

  private record Composition(
      long time, int width, int height, int palette, List<Reference> references) {}

  /** A bitmap as far as it has come. */
  private static final class Draft {
    private final int width;
    private final int height;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private @Nullable Bytes runs;

    Draft(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /** What was shown is whole, and nothing comes after it. */
    void add(Bytes piece) throws BrokenMedia {
      if (runs != null) {
        throw new BrokenMedia("A picture of the subtitles goes on after its end.");
      }
      pieces.writeBytes(piece.toArray());
    }

    int size() {
      return pieces.size();
    }

    /** The same bytes each time, by which the same bitmap is recognized. */
    Bytes runs() {
      if (runs == null) {
        runs = Bytes.of(pieces.toByteArray());
      }
      return runs;
    }
  }

  private final Screens screens;
  private final Map<Integer, Draft> objects = new HashMap<>();
  private final Map<Integer, Map<Integer, Bytes>> palettes = new HashMap<>();
  private @Nullable Composition composition;
  private int objectBytes;
  private boolean entered;
  private boolean missed;
  private long firstCleared = Long.MIN_VALUE;

  PgsEpoch(Screens screens) {
    this.screens = screens;
  }

  /**
   * Whether it is not known what is on the screen from a time on, since sets needed some that were
   * not read, or cleared later what those had shown.
   */
  boolean missed(long from) {
    return missed || firstCleared > from;
  }

  /**
   * Reads segments without what files put before them.
   *
   * @param time of the display set that they are of or begin
   */
  void read(long time, Bytes segments) throws RefusedMedia {
    ByteCursor cursor = ByteCursor.over(segments);
    try {
      while (cursor.hasRemaining()) {
        int type = cursor.u8();
        segment(type, time, cursor.slice(cursor.u16()));
      }
    } catch (BrokenMedia e) {
      composition = null;
      entered = false;
    }
  }

  /** Some writers leave out the end of a set. */
  void end() throws RefusedMedia {
    Composition last = composition;
    composition = null;
    // To clear the screen nothing from before is needed.
    if (last != null && (entered || last.references().isEmpty())) {
      screens.show(last.time(), screen(last));
    }
  }

  private void segment(int type, long time, ByteCursor body) throws BrokenMedia, RefusedMedia {
    switch (type) {
      case PgsSegment.COMPOSITION -> {
        end();
        compose(time, body);
      }
      case PgsSegment.PALETTE -> palette(body);
      case PgsSegment.OBJECT -> object(body);
      case PgsSegment.END -> end();
      default -> {}
    }
  }

  private void compose(long time, ByteCursor body) throws BrokenMedia {
    int width = body.u16();
    int height = body.u16();
    checkSides(width, height);
    // The frame rate and the number of the composition.
    int state = body.skip(3).u8();
    // Whether only colours change.
    int palette = body.skip(1).u8();
    List<Reference> references = new ArrayList<>();
    for (int left = body.u8(); left > 0; left--) {
      int object = body.u16();
      // The window only bounds the object.
      int flags = body.skip(1).u8();
      int x = body.u16();
      int y = body.u16();
      Bytes crop = (flags & 0x80) == 0 ? Bytes.EMPTY : body.bytes(8);
      references.add(new Reference(object, (flags & 0x40) != 0, x, y, crop));
    }
    if (PgsSegment.entry(state)) {
      objects.clear();
      palettes.clear();
      objectBytes = 0;
      entered = true;
    } else if (!entered && !references.isEmpty()) {
      missed = true;
    } else if (!entered && firstCleared == Long.MIN_VALUE) {
      firstCleared = time;
    }
    composition = new Composition(time, width, height, palette, references);
  }

  private void palette(ByteCursor body) throws BrokenMedia {
    int id = body.u8();
    body.skip(1);
    Map<Integer, Bytes> colours = palettes.computeIfAbsent(id, _ -> new TreeMap<>());
    while (body.remaining() >= 5) {
      Bytes colour = body.bytes(5);
      colours.put(colour.at(0), colour);
    }
  }

  private void object(ByteCursor body) throws BrokenMedia {
    int id = body.u16();
    int flags = body.skip(1).u8();
    if ((flags & 0x80) != 0) {
      int length = body.u24();
      int width = body.u16();
      int height = body.u16();
      checkSides(width, height);
      Draft before = objects.put(id, new Draft(width, height));
      objectBytes -= before == null ? 0 : before.size();
      if (length < SIDES || objects.size() > MOST_OBJECTS) {
        throw tooMuch();
      }
    }
    Draft draft = objects.get(id);
    if (draft != null) {
      objectBytes += body.remaining();
      if (objectBytes > MOST_OBJECT_BYTES) {
        throw tooMuch();
      }
      draft.add(body.rest());
    }
  }

  private PgsScreen screen(Composition shown) {
    Map<Integer, Bytes> colours = palettes.getOrDefault(shown.palette(), Map.of());
    List<PgsScreen.Part> parts = new ArrayList<>();
    for (Reference reference : shown.references()) {
      Draft draft = objects.get(reference.object());
      if (draft != null && !colours.isEmpty()) {
        parts.add(
            new PgsScreen.Part(
                reference.x(),
                reference.y(),
                draft.width,
                draft.height,
                reference.forced(),
                reference.crop(),
                draft.runs()));
      }
    }
    ByteRecord palette = new ByteRecord();
    colours.values().forEach(palette::bytes);
    return new PgsScreen(shown.width(), shown.height(), palette.toBytes(), parts);
  }

  private static void checkSides(int width, int height) throws BrokenMedia {
    if (Math.max(width, height) > PgsScreen.LARGEST_SIDE) {
      throw tooMuch();
    }
  }

  private static BrokenMedia tooMuch() {
    return new BrokenMedia("A picture of the subtitles is larger than any real one.");
  }
}
