package medianest.media.mp4;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.WindowReader;
import medianest.media.track.Column;

/**
 * Adds the samples of movie fragments (ISO/IEC 14496-12 clause 8.8) to the tracks of their movie.
 * All fragments are read, whether or not an index box (sidx, mfra) lists them: such a box says when
 * a fragment begins, not how large its samples are.
 */
final class FragmentReader {

  private static final int BASE_OFFSET = 0x1;
  private static final int DESCRIPTION = 0x2;
  private static final int DURATION = 0x8;
  private static final int SIZE = 0x10;
  private static final int FLAGS = 0x20;
  private static final int FROM_MOOF = 0x20000;

  private static final int RUN_OFFSET = 0x1;
  private static final int RUN_FIRST_FLAGS = 0x4;
  private static final int RUN_DURATION = 0x100;
  private static final int RUN_SIZE = 0x200;
  private static final int RUN_FLAGS = 0x400;
  private static final int RUN_COMPOSITION = 0x800;

  /**
   * Samples of one run that have no entries of their own; a bound that keeps sums from overflow.
   */
  private static final long MOST_IMPLIED = 1L << 28;

  private static final int NOT_SYNC = 0x10000;

  /** What holds for samples of which nothing else is said. */
  private record Defaults(long duration, long size, int flags) {

    static final Defaults NONE = new Defaults(0, 0, 0);
  }

  private final WindowReader reader;
  private final Map<Long, TrackDraft> tracks = new HashMap<>();
  private final Map<Long, Defaults> movieDefaults = new HashMap<>();

  FragmentReader(WindowReader reader, Box movie, List<TrackDraft> drafts) throws BrokenMedia {
    this.reader = reader;
    for (TrackDraft draft : drafts) {
      tracks.putIfAbsent(draft.header().id(), draft);
    }
    Optional<Box> mvex = movie.child("mvex");
    for (Box box : mvex.map(Box::children).orElse(List.of())) {
      if (box.type().equals("trex")) {
        ByteCursor trex = box.fullCursor();
        long id = trex.u32();
        trex.skip(4);
        movieDefaults.put(id, new Defaults(trex.u32(), trex.u32(), trex.i32()));
      }
    }
  }

  void read(Column fragments) throws IOException {
    for (int i = 0; i < fragments.count(); i++) {
      long start = fragments.at(i);
      FileLayout.Span span = FileLayout.span(reader, start);
      if (span == null) {
        throw new BrokenMedia("A fragment of the file has no size.");
      }
      int size = Math.toIntExact(Math.min(span.end() - span.contentStart(), Integer.MAX_VALUE));
      fragment(new Box("moof", reader.cursor(span.contentStart(), size)), start);
    }
  }

  private void fragment(Box moof, long start) throws BrokenMedia {
    long base = start;
    for (Box box : moof.children()) {
      if (box.type().equals("traf")) {
        base = new TrackFragment(box, start, base).read();
      }
    }
  }

  /** One traf box; it may have several runs. */
  private final class TrackFragment {

    private final Box traf;
    private final Defaults defaults;
    private final Optional<TrackDraft> draft;
    private final long base;
    private long time;
    private long offset;

    /**
     * Reads the head of the box.
     *
     * @param moof where the moof box begins
     * @param end where the samples of the track fragment before end
     */
    TrackFragment(Box traf, long moof, long end) throws BrokenMedia {
      this.traf = traf;
      ByteCursor tfhd = traf.require("tfhd").cursor();
      int flags = tfhd.skip(1).u24();
      long id = tfhd.u32();
      if ((flags & BASE_OFFSET) != 0) {
        // One that points before its own fragment was true before the file was cut or put together.
        base = Math.max(moof, tfhd.u64());
      } else {
        base = (flags & FROM_MOOF) != 0 ? moof : end;
      }
      tfhd.skip((flags & DESCRIPTION) != 0 ? 4 : 0);
      Defaults movie = movieDefaults.getOrDefault(id, Defaults.NONE);
      defaults =
          new Defaults(
              (flags & DURATION) != 0 ? tfhd.u32() : movie.duration(),
              (flags & SIZE) != 0 ? tfhd.u32() : movie.size(),
              (flags & FLAGS) != 0 ? tfhd.i32() : movie.flags());
      draft = Optional.ofNullable(tracks.get(id)).filter(track -> track.problem().isEmpty());
      offset = base;
    }

    /** Returns where the samples end. */
    long read() throws BrokenMedia {
      Optional<Box> tfdt = traf.child("tfdt");
      if (tfdt.isPresent()) {
        ByteCursor cursor = tfdt.get().cursor();
        boolean wide = cursor.u8() == 1;
        time = Ticks.checked(wide ? cursor.skip(3).u64() : cursor.skip(3).u32());
      } else {
        time = draft.map(TrackDraft::decodeTime).orElse(0L);
      }
      for (Box box : traf.children()) {
        if (box.type().equals("trun")) {
          run(box.cursor());
        }
      }
      draft.ifPresent(track -> track.decodeTime(time));
      return offset;
    }

    private void run(ByteCursor trun) throws BrokenMedia {
      int flags = trun.skip(1).u24();
      long count = trun.u32();
      if ((flags & RUN_OFFSET) != 0) {
        offset = base + trun.i32();
      }
      int firstFlags = (flags & RUN_FIRST_FLAGS) != 0 ? trun.i32() : 0;
      int entry = 4 * Integer.bitCount(flags & 0xf00);
      if (entry == 0 && defaults.size() == 0) {
        // Samples without bytes or entries: only their time passes.
        time = Ticks.checked(time + Math.min(count, MOST_IMPLIED) * defaults.duration());
        return;
      }
      if (entry == 0 && draft.isEmpty()) {
        offset = Ticks.checked(offset + Math.min(count, MOST_IMPLIED) * defaults.size());
        return;
      }
      for (long i = 0; i < count && (entry == 0 || trun.remaining() >= entry); i++) {
        long duration = (flags & RUN_DURATION) != 0 ? trun.u32() : defaults.duration();
        long size = (flags & RUN_SIZE) != 0 ? trun.u32() : defaults.size();
        int sampleFlags = (flags & RUN_FLAGS) != 0 ? trun.i32() : defaults.flags();
        if (i == 0 && (flags & RUN_FIRST_FLAGS) != 0) {
          sampleFlags = firstFlags;
        }
        int composition = (flags & RUN_COMPOSITION) != 0 ? trun.i32() : 0;
        if (draft.isPresent() && !add(size, time + composition, duration, sampleFlags)) {
          break;
        }
        offset += size;
        time = Ticks.checked(time + duration);
      }
    }

    private boolean add(long size, long shown, long duration, int sampleFlags) throws BrokenMedia {
      SampleTable.Builder table = draft.orElseThrow().table();
      table.add(offset, size, shown, duration, (sampleFlags & NOT_SYNC) == 0);
      return !table.cut();
    }
  }
}
