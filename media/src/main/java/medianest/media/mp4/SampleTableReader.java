package medianest.media.mp4;

import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.MediaException;
import medianest.media.io.UnsupportedMedia;

/**
 * Reads an stbl box (ISO/IEC 14496-12 clause 8.5) into a table. Counts that a box announces are
 * held against the bytes that it has, so no count costs more than the file is long.
 */
final class SampleTableReader {

  private final SizeBox sizes;
  private final TimeBoxes times;
  private final ChunkBoxes chunks;
  private final KeyBox keys;
  private final SampleTable.Builder table;

  private SampleTableReader(Box stbl, SampleTable.Builder table, long fileLength)
      throws BrokenMedia {
    this.sizes = SizeBox.read(stbl, fileLength);
    this.times = new TimeBoxes(stbl);
    this.chunks = new ChunkBoxes(stbl);
    this.keys = new KeyBox(stbl);
    this.table = table;
  }

  /**
   * Adds the samples that the box describes.
   *
   * @param pcmFrame bytes of one PCM sample of all channels; 0 where the track is something else
   * @param sound whether the track is heard
   * @return the decode time at which they end
   */
  static long read(
      Box stbl, SampleTable.Builder table, long fileLength, int pcmFrame, boolean sound)
      throws MediaException {
    SampleTableReader reader = new SampleTableReader(stbl, table, fileLength);
    if (sound && reader.sizes.constant() > 0 && reader.times.firstDuration() == 1) {
      boolean countsFrames = reader.sizes.constant() == 1 && pcmFrame > 1;
      return reader.readChunks(countsFrames ? pcmFrame : reader.sizes.constant());
    }
    long end = reader.readSamples();
    if (reader.chunks.mixed() && !SampleEntry.allAlike(stbl.require("stsd"))) {
      throw new UnsupportedMedia(
          "The file changes its coding in the middle of a track, which is not supported.");
    }
    return end;
  }

  private long readSamples() throws BrokenMedia {
    int left = sizes.count();
    while (left > 0 && chunks.next()) {
      long offset = chunks.offset();
      for (long k = Math.min(left, chunks.samples()); k > 0; k--, left--) {
        long size = sizes.next();
        times.next();
        table.add(offset, size, times.shown(), times.duration(), keys.next());
        offset += size;
      }
      if (table.cut()) {
        break;
      }
    }
    return times.decoded();
  }

  /**
   * PCM, where a "sample" is one number of each channel: a chunk is taken as one sample, for a
   * table of millions a minute would serve nobody.
   */
  private long readChunks(long frame) throws BrokenMedia {
    long decoded = 0;
    long left = sizes.announced();
    while (left > 0 && chunks.next()) {
      long samples = Math.min(left, chunks.samples());
      table.add(chunks.offset(), samples * frame, decoded, samples, true);
      decoded += samples;
      left -= samples;
      if (table.cut()) {
        break;
      }
    }
    return decoded;
  }

  /** The sizes: stsz or stz2, clause 8.7.3. */
  private static final class SizeBox {

    private final long constant;
    private final long announced;
    private final int count;
    private final int bits;
    private final ByteCursor entries;
    private int half = -1;

    private SizeBox(long constant, long announced, int count, int bits, ByteCursor entries) {
      this.constant = constant;
      this.announced = announced;
      this.count = count;
      this.bits = bits;
      this.entries = entries;
    }

    static SizeBox read(Box stbl, long fileLength) throws BrokenMedia {
      Optional<Box> compact = stbl.child("stz2");
      if (compact.isPresent()) {
        ByteCursor cursor = compact.get().fullCursor();
        int bits = cursor.skip(3).u8();
        if (bits != 4 && bits != 8 && bits != 16) {
          throw new BrokenMedia(
              "A track of the file states its sizes in numbers of no known width.");
        }
        long count = cursor.u32();
        return new SizeBox(
            0, count, (int) Math.min(count, cursor.remaining() * 8L / bits), bits, cursor);
      }
      ByteCursor cursor = stbl.require("stsz").fullCursor();
      long constant = cursor.u32();
      long count = cursor.u32();
      long most = constant > 0 ? fileLength / constant : cursor.remaining() / 4;
      int held = (int) Math.min(Math.min(count, most), Integer.MAX_VALUE - 64);
      return new SizeBox(constant, count, held, 32, cursor);
    }

    long constant() {
      return constant;
    }

    /** As many as the box says, however many there can be. */
    long announced() {
      return announced;
    }

    int count() {
      return count;
    }

    long next() throws BrokenMedia {
      if (constant > 0) {
        return constant;
      }
      return switch (bits) {
        case 32 -> entries.u32();
        case 16 -> entries.u16();
        case 8 -> entries.u8();
        default -> nibble();
      };
    }

    private int nibble() throws BrokenMedia {
      if (half >= 0) {
        int low = half;
        half = -1;
        return low;
      }
      int both = entries.u8();
      half = both & 0xf;
      return both >> 4;
    }
  }

  /** Decode times and the way from there to presentation: stts and ctts, clause 8.6.1. */
  private static final class TimeBoxes {

    private final ByteCursor durations;
    private final ByteCursor offsets;
    private long durationsLeft;
    private long offsetsLeft;
    private long duration;
    private long lastDuration;
    private int offset;
    private long decoded;
    private long start;

    TimeBoxes(Box stbl) throws BrokenMedia {
      durations = entries(stbl, "stts");
      offsets = entries(stbl, "ctts");
    }

    private static ByteCursor entries(Box stbl, String type) throws BrokenMedia {
      Optional<Box> box = stbl.child(type);
      return box.isPresent() ? box.get().fullCursor().skip(4) : ByteCursor.over(new byte[0]);
    }

    /** How long the first sample lasts; 0 where nothing says. */
    long firstDuration() throws BrokenMedia {
      ByteCursor look = durations.again().skip(Math.min(12, durations.again().remaining()));
      return look.remaining() >= 4 ? look.u32() : 0;
    }

    /** Goes on to the next sample; where the boxes end early, the last values hold on. */
    void next() throws BrokenMedia {
      while (durationsLeft == 0 && durations.remaining() >= 8) {
        durationsLeft = durations.u32();
        duration = durations.u32();
      }
      while (offsetsLeft == 0 && offsets.remaining() >= 8) {
        offsetsLeft = offsets.u32();
        // Signed in version 1, and in version 0 as well by all who write negative ones.
        offset = offsets.i32();
      }
      durationsLeft = Math.max(0, durationsLeft - 1);
      if (offsetsLeft-- <= 0) {
        offset = 0;
        offsetsLeft = 0;
      }
      start = decoded;
      decoded = Ticks.checked(decoded + duration);
      lastDuration = duration > 0 ? duration : lastDuration;
    }

    long shown() {
      return start + offset;
    }

    /** Writers give the last sample no duration; it lasts as long as the one before. */
    long duration() {
      return lastDuration;
    }

    long decoded() {
      return decoded;
    }
  }

  /** Where chunks lie and how many samples each has: stco or co64, and stsc, clause 8.7.4 f. */
  private static final class ChunkBoxes {

    private final boolean wide;
    private final ByteCursor offsets;
    private final ByteCursor runs;
    private long chunk;
    private long offset;
    private long samples;
    private long description;
    private boolean mixed;

    /** The chunk with which the next run begins, and what is said of that run. */
    private long nextRun;

    private long nextSamples;
    private long nextDescription;

    ChunkBoxes(Box stbl) throws BrokenMedia {
      Optional<Box> co64 = stbl.child("co64");
      wide = co64.isPresent();
      Box box = wide ? co64.get() : stbl.require("stco");
      offsets = box.fullCursor().skip(4);
      runs = stbl.require("stsc").fullCursor().skip(4);
      look();
    }

    private void look() throws BrokenMedia {
      if (runs.remaining() >= 12) {
        nextRun = runs.u32();
        nextSamples = runs.u32();
        nextDescription = runs.u32();
      } else {
        nextRun = Long.MAX_VALUE;
      }
    }

    /** Goes on to the next chunk, if there is one. */
    boolean next() throws BrokenMedia {
      if (offsets.remaining() < (wide ? 8 : 4)) {
        return false;
      }
      offset = wide ? offsets.u64() : offsets.u32();
      chunk++;
      long before = description;
      while (chunk >= nextRun) {
        samples = nextSamples;
        description = nextDescription;
        look();
      }
      mixed |= chunk > 1 && description != before;
      return true;
    }

    long offset() {
      return offset;
    }

    long samples() {
      return samples;
    }

    /** Whether samples were met that name different entries of the stsd box. */
    boolean mixed() {
      return mixed;
    }
  }

  /** The key frames: stss, clause 8.6.2; without it every sample is one. */
  private static final class KeyBox {

    private final boolean all;
    private final ByteCursor numbers;
    private long sample;
    private long nextKey;

    KeyBox(Box stbl) throws BrokenMedia {
      Optional<Box> stss = stbl.child("stss");
      all = stss.isEmpty();
      numbers = all ? ByteCursor.over(new byte[0]) : stss.get().fullCursor().skip(4);
      advance();
    }

    private void advance() throws BrokenMedia {
      nextKey = numbers.remaining() >= 4 ? numbers.u32() : Long.MAX_VALUE;
    }

    boolean next() throws BrokenMedia {
      sample++;
      while (nextKey < sample) {
        advance();
      }
      boolean key = nextKey == sample;
      return all || key;
    }
  }
}
