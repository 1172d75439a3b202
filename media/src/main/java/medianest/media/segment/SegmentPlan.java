package medianest.media.segment;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import medianest.media.codec.MediaKind;
import medianest.media.io.MediaException;
import medianest.media.io.RefusedMedia;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;

/**
 * Where every track of a file is cut: the one truth that playlists, segments and encoders share.
 *
 * <p>The leading picture track is cut at its own key frames, always at the first that lies at least
 * the target away; the first two segments are short so that playing starts early. Sound follows it:
 * its boundary is its first frame at or after that of the picture, so that no frame is lost or
 * doubled, and both ends of a seek need the same two segments. Sound by itself is cut on its own
 * frames. A picture whose key frames are too far apart, or in open groups, is cut where it can be
 * encoded anew, and cannot be passed on. The plan depends on the file alone, so that any node makes
 * the same one at any time.
 */
public final class SegmentPlan {

  /** Raised whenever the rule changes, since it is part of every segment's address. */
  static final int VERSION = 1;

  private static final int TARGET_SECONDS = 4;
  private static final int FIRST_TARGET_SECONDS = 2;
  private static final int SHORT_SEGMENTS = 2;

  /** Beyond three times the target, seeking and switching are felt to wait for the next cut. */
  private static final long LONG_US = 3L * TARGET_SECONDS * 1_000_000;

  /** A segment beyond that fills the memory that a browser has for it. */
  private static final int LONGEST_SECONDS = 30;

  /** Keeps every later multiplication of times far from overflowing. */
  private static final long LIMIT_SECONDS = 100L * 24 * 3600;

  private final List<TrackSegments> tracks;
  private final Optional<TrackSegments> lead;

  private SegmentPlan(List<TrackSegments> tracks, Optional<TrackSegments> lead) {
    this.tracks = List.copyOf(tracks);
    this.lead = lead;
  }

  /**
   * The plan for every track of the file that fragmented MP4 can carry. A picture that can nowhere
   * be entered is left out, and what comes before the first point where it can is not shown.
   */
  public static SegmentPlan of(MediaIndex index) throws MediaException {
    Optional<Track> lead = lead(index);
    long[] entryCuts = lead.isPresent() ? ownCuts(index, lead.get()) : new long[0];
    long[] leadCuts = lead.isPresent() ? leadCuts(index, lead.get(), entryCuts) : entryCuts;
    boolean passedOn = Arrays.equals(leadCuts, entryCuts);
    List<TrackSegments> planned = new ArrayList<>();
    for (Track track : index.tracks()) {
      if (!track.format().codec().packageable() || !cuttable(index, track)) {
        continue;
      }
      requireSaneLength(track);
      long[] boundaries;
      if (lead.isPresent() && lead.get().equals(track)) {
        if (!passedOn) {
          continue;
        }
        boundaries = leadCuts;
      } else if (lead.isPresent() && track.format().codec().kind() == MediaKind.AUDIO) {
        boundaries = followingCuts(index, track, leadCuts, lead.get().timescale());
      } else {
        boundaries = ownCuts(index, track);
      }
      planned.add(new TrackSegments(track, boundaries, keys(index, track, boundaries)));
    }
    Optional<TrackSegments> leadSegments = Optional.empty();
    if (lead.isPresent()) {
      requireSaneLength(lead.get());
      long[] keys =
          passedOn
              ? keys(index, lead.get(), leadCuts)
              : Arrays.copyOf(leadCuts, leadCuts.length - 1);
      leadSegments = Optional.of(new TrackSegments(lead.get(), leadCuts, keys));
    }
    return new SegmentPlan(planned, leadSegments);
  }

  /**
   * The picture that all others follow, whether or not fragmented MP4 can carry it as it is; an
   * encoder cuts at the same places.
   */
  public Optional<TrackSegments> lead() {
    return lead;
  }

  /**
   * Segments of sound that is encoded anew, on the grid of its own frames from zero on: boundary
   * {@code k} is its first frame at or after that of the picture.
   *
   * @param encoded with ticks that are PCM samples, beginning at zero
   * @param frameLength PCM samples of a frame
   */
  public TrackSegments encodedSound(Track encoded, int frameLength) throws RefusedMedia {
    LongUnaryOperator nextFrame = time -> -Math.floorDiv(-time, frameLength) * frameLength;
    Cuts cuts = new Cuts(0, nextFrame.applyAsLong(encoded.endTime()));
    long target = Ticks.ofSeconds(TARGET_SECONDS, encoded.timescale());
    long leadEnd = 0;
    if (lead.isPresent()) {
      TrackSegments picture = lead.get();
      for (int k = 0; k < picture.count(); k++) {
        leadEnd =
            nextFrame.applyAsLong(
                Ticks.ceiling(picture.end(k), picture.track().timescale(), encoded.timescale()));
        if (k + 1 < picture.count()) {
          cuts.add(leadEnd);
        }
      }
    }
    // Sound that goes on without the picture is cut on its own.
    if (encoded.endTime() - leadEnd >= target) {
      cuts.add(leadEnd);
      cuts.greedily(number -> target, nextFrame);
    }
    long[] boundaries = cuts.toArray();
    return new TrackSegments(encoded, boundaries, Arrays.copyOf(boundaries, boundaries.length - 1));
  }

  /** In the order of the file. */
  public List<TrackSegments> tracks() {
    return tracks;
  }

  public Optional<TrackSegments> track(int number) {
    return tracks.stream().filter(t -> t.track().number() == number).findFirst();
  }

  /**
   * The target duration that all media playlists of the file state: the longest segment, rounded to
   * the nearest second (RFC 8216 4.3.3.1), one for all because players switch between them (6.2.4).
   */
  public int targetDurationSeconds() {
    return (int)
        Stream.concat(tracks.stream(), lead.stream())
            .flatMapToLong(t -> IntStream.range(0, t.count()).mapToLong(t::durationUs))
            .map(us -> (us + 500_000) / 1_000_000)
            .max()
            .stream()
            .map(seconds -> Math.max(1, seconds))
            .findFirst()
            .orElse(1);
  }

  /** How many segments are so long, for want of key frames, that seeking in them is slow. */
  public int longSegments() {
    return tracks.stream().mapToInt(t -> t.longCount(LONG_US)).max().orElse(0);
  }

  /** A short name for these boundaries under this version of the rule. */
  public String fingerprint() {
    MessageDigest digest = sha256();
    digest.update((byte) VERSION);
    boolean listed = lead.isEmpty() || tracks.stream().anyMatch(t -> sameTrack(t, lead.get()));
    List<TrackSegments> all =
        listed ? tracks : Stream.concat(tracks.stream(), lead.stream()).toList();
    for (TrackSegments t : all) {
      digest.update((byte) t.track().number());
      for (int k = 0; k <= t.count(); k++) {
        digest.update(ByteBuffer.allocate(8).putLong(0, k == 0 ? t.start(0) : t.end(k - 1)));
      }
    }
    return VERSION + "-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  private static boolean sameTrack(TrackSegments one, TrackSegments other) {
    return one.track().number() == other.track().number();
  }

  private static void requireSaneLength(Track track) throws RefusedMedia {
    if (track.endTime() / track.timescale() > LIMIT_SECONDS
        || track.startTime() / track.timescale() < -LIMIT_SECONDS) {
      throw new RefusedMedia("The file claims to last longer than a hundred days.");
    }
  }

  /** The picture that the others follow; a still cover is none. */
  private static Optional<Track> lead(MediaIndex index) {
    return index.tracks().stream()
        .filter(t -> t.format().codec().kind() == MediaKind.VIDEO)
        .filter(t -> !t.slides() && cuttable(index, t))
        .min(
            Comparator.comparing((Track t) -> !t.format().codec().packageable())
                .thenComparing(t -> !t.isDefault()));
  }

  private static boolean cuttable(MediaIndex index, Track track) {
    boolean picture = track.format().codec().kind() == MediaKind.VIDEO;
    return track.endTime() > track.startTime() && (!picture || index.entryPoints(track).length > 0);
  }

  private static long[] ownCuts(MediaIndex index, Track track) throws MediaException {
    long[] entries = index.entryPoints(track);
    Cuts cuts = new Cuts(entries.length == 0 ? track.startTime() : entries[0], track.endTime());
    cuts.greedily(
        number -> target((int) number, track),
        time -> entries.length == 0 ? index.firstAtOrAfter(track, time) : entryFrom(entries, time));
    return cuts.toArray();
  }

  /** Its entry points, unless they are too far apart and there are other pictures to cut at. */
  private static long[] leadCuts(MediaIndex index, Track track, long[] entryCuts)
      throws MediaException {
    long longest = 0;
    for (int k = 1; k < entryCuts.length; k++) {
      longest = Math.max(longest, entryCuts[k] - entryCuts[k - 1]);
    }
    if (longest <= Ticks.ofSeconds(LONGEST_SECONDS, track.timescale())) {
      return entryCuts;
    }
    Cuts cuts = new Cuts(entryCuts[0], track.endTime());
    cuts.greedily(number -> target((int) number, track), time -> index.firstAtOrAfter(track, time));
    long[] anywhere = cuts.toArray();
    return anywhere.length > entryCuts.length ? anywhere : entryCuts;
  }

  private static long[] followingCuts(
      MediaIndex index, Track track, long[] leadCuts, long leadTimescale) throws MediaException {
    Cuts cuts = new Cuts(track.startTime(), track.endTime());
    for (int k = 1; k < leadCuts.length - 1; k++) {
      long time = Ticks.ceiling(leadCuts[k], leadTimescale, track.timescale());
      cuts.add(index.firstAtOrAfter(track, time));
    }
    long target = Ticks.ofSeconds(TARGET_SECONDS, track.timescale());
    long leadEnd = Ticks.ceiling(leadCuts[leadCuts.length - 1], leadTimescale, track.timescale());
    if (track.endTime() - leadEnd >= target) {
      cuts.add(index.firstAtOrAfter(track, leadEnd));
      cuts.greedily(number -> target, time -> index.firstAtOrAfter(track, time));
    }
    return cuts.toArray();
  }

  private static long[] keys(MediaIndex index, Track track, long[] boundaries) {
    long[] entries = index.entryPoints(track);
    return entries.length > 0 ? entries : Arrays.copyOf(boundaries, boundaries.length - 1);
  }

  private static long target(int number, Track track) {
    int seconds = number < SHORT_SEGMENTS ? FIRST_TARGET_SECONDS : TARGET_SECONDS;
    return Ticks.ofSeconds(seconds, track.timescale());
  }

  private static long entryFrom(long[] entries, long time) {
    int found = Arrays.binarySearch(entries, time);
    int i = found >= 0 ? found : -found - 1;
    return i < entries.length ? entries[i] : Long.MAX_VALUE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
