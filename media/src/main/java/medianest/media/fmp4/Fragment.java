package medianest.media.fmp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Samples;

/**
 * One {@code moof} with its {@code mdat} (ISO/IEC 14496-12 8.8) over samples that stay where they
 * are in the original file.
 *
 * <p>Two layouts. As a span, the {@code mdat} is one piece of the file from the first sample's
 * first byte to the last one's last, and a {@code trun} for each run of neighbouring samples skips
 * what lies between; so the segment leaves by a single zero-copy transfer. Scattered, the {@code
 * mdat} holds the samples alone. The span is taken where little of it is skipped, which is usual
 * for pictures and never for sound beside them.
 */
final class Fragment {

  /**
   * A span may be this much larger than its samples. Ordinary films waste 0.4 to 3 %; copying costs
   * the server ten times what the waste costs the network.
   */
  private static final double LARGEST_SPAN = 1.08;

  private static final int TRUN_DATA_OFFSET = 0x1;
  private static final int TRUN_FIRST_SAMPLE_FLAGS = 0x4;
  private static final int TRUN_DURATION = 0x100;
  private static final int TRUN_SIZE = 0x200;
  private static final int TRUN_FLAGS = 0x400;
  private static final int TRUN_COMPOSITION_OFFSET = 0x800;

  private static final int TFHD_DEFAULT_DURATION = 0x8;
  private static final int TFHD_DEFAULT_FLAGS = 0x20;
  private static final int TFHD_DEFAULT_BASE_IS_MOOF = 0x20000;

  /** Depends on no other sample (8.6.4.3). */
  private static final long SYNC = 0x02000000;

  /** Depends on others, and decoding cannot start here. */
  private static final long NON_SYNC = 0x01010000;

  private static final int MDAT_HEADER = 8;

  private final Samples samples;
  private final DecodeTimes times;
  private final int sequenceNumber;
  private final long baseTime;
  private final boolean constantDuration;
  private final boolean presentedAsDecoded;

  /**
   * @param end where the fragment ends on the timeline of the samples
   * @param shift is added to every time, so that none is below zero
   */
  Fragment(Samples samples, int sequenceNumber, long end, long shift) throws UnsupportedMedia {
    this.samples = samples;
    this.times = new DecodeTimes(samples, end);
    this.sequenceNumber = sequenceNumber;
    this.baseTime = times.first() + shift;
    this.constantDuration = constantDuration();
    this.presentedAsDecoded = presentedAsDecoded();
    if (baseTime < 0) {
      throw new UnsupportedMedia("A track of the file begins before the movie does.");
    }
  }

  MediaSegment write() throws UnsupportedMedia {
    List<Run> runs = runs();
    FileSpan span = span();
    boolean spanned =
        samples.count() > 0
            && samples.prefix().isEmpty()
            && span.length() <= samples.byteCount() * LARGEST_SPAN;
    long dataLength = spanned ? span.length() : samples.byteCount();
    if (dataLength > Integer.MAX_VALUE / 2) {
      throw new UnsupportedMedia("A segment of the file would be larger than a gigabyte.");
    }
    if (spanned) {
      return new MediaSegment.Spanned(head(runs, span.offset(), dataLength), span);
    }
    List<FileSpan> pieces =
        samples.prefix().isEmpty() ? runs.stream().map(Run::piece).toList() : everySample();
    List<Run> one = List.of(new Run(0, samples.count(), new FileSpan(0, dataLength)));
    return new MediaSegment.Scattered(head(one, 0, dataLength), pieces, samples.prefix());
  }

  /** Samples that lie one behind the other in the file. */
  private record Run(int first, int count, FileSpan piece) {}

  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= samples.count(); i++) {
      if (i == samples.count() || samples.offset(i) != endOf(i - 1)) {
        long offset = samples.offset(first);
        runs.add(new Run(first, i - first, new FileSpan(offset, endOf(i - 1) - offset)));
        first = i;
      }
    }
    return runs;
  }

  private List<FileSpan> everySample() {
    List<FileSpan> pieces = new ArrayList<>(samples.count());
    for (int i = 0; i < samples.count(); i++) {
      pieces.add(new FileSpan(samples.offset(i), samples.storedSize(i)));
    }
    return pieces;
  }

  private long endOf(int i) {
    return samples.offset(i) + samples.storedSize(i);
  }

  private FileSpan span() {
    long from = Long.MAX_VALUE;
    long to = 0;
    for (int i = 0; i < samples.count(); i++) {
      from = Math.min(from, samples.offset(i));
      to = Math.max(to, endOf(i));
    }
    return samples.count() == 0 ? new FileSpan(0, 0) : new FileSpan(from, to - from);
  }

  /**
   * @param origin the offset in the file that the first byte of the {@code mdat}'s content has
   */
  private ByteBuffer head(List<Run> runs, long origin, long dataLength) {
    BoxWriter out = new BoxWriter(128 + 20 * runs.size() + 16 * samples.count());
    int moof = out.begin("moof");
    int mfhd = out.begin("mfhd", 0, 0);
    out.u32(sequenceNumber).end(mfhd);
    int traf = out.begin("traf");
    trackFragmentHeader(out);
    int tfdt = out.begin("tfdt", 1, 0);
    out.u64(baseTime).end(tfdt);
    int[] dataOffsets = new int[runs.size()];
    for (int r = 0; r < runs.size(); r++) {
      dataOffsets[r] = run(out, runs.get(r));
    }
    out.end(traf);
    out.end(moof);
    int contentStart = out.size() - moof + MDAT_HEADER;
    for (int r = 0; r < runs.size(); r++) {
      out.put32(dataOffsets[r], contentStart + runs.get(r).piece().offset() - origin);
    }
    out.u32(MDAT_HEADER + dataLength).fourCc("mdat");
    return out.toBuffer();
  }

  private void trackFragmentHeader(BoxWriter out) {
    int flags = TFHD_DEFAULT_BASE_IS_MOOF | TFHD_DEFAULT_FLAGS;
    int tfhd = out.begin("tfhd", 0, constantDuration ? flags | TFHD_DEFAULT_DURATION : flags);
    out.u32(InitSegment.TRACK_ID);
    if (constantDuration) {
      out.u32(times.duration(0));
    }
    out.u32(defaultFlags());
    out.end(tfhd);
  }

  /** Flags of all samples but perhaps the first: all are key frames, or at least not the others. */
  private long defaultFlags() {
    return samples.count() > 1 && samples.key(1)
        ? SYNC
        : samples.count() == 1 ? flags(0) : NON_SYNC;
  }

  private long flags(int i) {
    return samples.key(i) ? SYNC : NON_SYNC;
  }

  /** Writes one track run box, and answers where its data offset is to be filled in. */
  private int run(BoxWriter out, Run run) {
    boolean onlyFirstDiffers = true;
    for (int i = run.first() + 1; i < run.first() + run.count(); i++) {
      onlyFirstDiffers &= flags(i) == defaultFlags();
    }
    boolean firstDiffers = run.count() > 0 && flags(run.first()) != defaultFlags();
    int flags = TRUN_DATA_OFFSET | TRUN_SIZE;
    flags |= constantDuration ? 0 : TRUN_DURATION;
    flags |= presentedAsDecoded ? 0 : TRUN_COMPOSITION_OFFSET;
    flags |= onlyFirstDiffers ? (firstDiffers ? TRUN_FIRST_SAMPLE_FLAGS : 0) : TRUN_FLAGS;
    int trun = out.begin("trun", 1, flags);
    out.u32(run.count());
    int dataOffset = out.size();
    out.u32(0);
    if ((flags & TRUN_FIRST_SAMPLE_FLAGS) != 0) {
      out.u32(flags(run.first()));
    }
    for (int i = run.first(); i < run.first() + run.count(); i++) {
      sample(out, i, flags);
    }
    out.end(trun);
    return dataOffset;
  }

  private void sample(BoxWriter out, int i, int flags) {
    if ((flags & TRUN_DURATION) != 0) {
      out.u32(times.duration(i));
    }
    out.u32(samples.size(i));
    if ((flags & TRUN_FLAGS) != 0) {
      out.u32(flags(i));
    }
    if ((flags & TRUN_COMPOSITION_OFFSET) != 0) {
      out.u32(times.compositionOffset(i, samples.time(i)));
    }
  }

  private boolean constantDuration() {
    for (int i = 1; i < samples.count(); i++) {
      if (times.duration(i) != times.duration(0)) {
        return false;
      }
    }
    return samples.count() > 0;
  }

  private boolean presentedAsDecoded() {
    for (int i = 0; i < samples.count(); i++) {
      if (times.compositionOffset(i, samples.time(i)) != 0) {
        return false;
      }
    }
    return true;
  }
}
