package medianest.media.mp4;

import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;

/**
 * Where the media of a track lies on the movie's timeline (ISO/IEC 14496-12 clause 8.6.6).
 *
 * <p>Only the start is taken from it: leading empty edits delay the track, and the first edit that
 * is not empty names the media time that comes first. Edits that merely continue it say nothing
 * more. Those that skip or repeat media are not followed: every sample is shown once, in order,
 * since a player that takes segments could not be told otherwise.
 *
 * @param delay length of the leading empty edits, in ticks of the movie
 * @param mediaTime where the track starts, in ticks of the track
 */
record EditList(long delay, long mediaTime) {

  static final EditList NONE = new EditList(0, 0);

  private static final long EMPTY = -1;

  static EditList read(Optional<Box> edts) throws BrokenMedia {
    Optional<Box> elst = edts.flatMap(box -> box.child("elst"));
    if (elst.isEmpty()) {
      return NONE;
    }
    ByteCursor cursor = elst.get().cursor();
    boolean wide = cursor.u8() == 1;
    long count = cursor.skip(3).u32();
    int entry = wide ? 20 : 12;
    long delay = 0;
    for (long i = 0; i < count && cursor.remaining() >= entry; i++) {
      long duration = wide ? cursor.u64() : cursor.u32();
      long mediaTime = wide ? cursor.i64() : cursor.i32();
      cursor.skip(4);
      if (mediaTime != EMPTY) {
        return new EditList(delay, Math.max(0, mediaTime));
      }
      delay = Ticks.checked(delay + duration);
    }
    return new EditList(delay, 0);
  }

  /** What to add to a media time to get a time of the movie, in ticks of the track. */
  long shift(long movieTimescale, long trackTimescale) throws BrokenMedia {
    return Ticks.rescale(delay, trackTimescale, movieTimescale) - mediaTime;
  }
}
