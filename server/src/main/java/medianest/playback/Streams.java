package medianest.playback;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import medianest.http.Caller;
import org.jspecify.annotations.Nullable;

/** What the decision needs of whoever streams. */
public interface Streams {

  /** Null where there is no such item. */
  @Nullable Playable find(String itemId) throws IOException;

  /** Lets the caller stream the item for a while. */
  Admission admit(Caller caller, Playable playable, Set<Integer> tracks);

  /**
   * Where an admitted caller finds what.
   *
   * @param text where the subtitles of a track are, for players of the file as it is
   */
  interface Admission {
    String original();

    String playlist();

    String text(int track);

    Instant expiresAt();
  }
}
