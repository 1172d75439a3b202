package medianest.playback;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import medianest.http.Caller;
import org.jspecify.annotations.Nullable;

/** What the decision needs of whoever streams. */
public interface Streams {

  /** Null where there is no such item. */
  @Nullable Playable find(String itemId) throws IOException;

  /**
   * Lets the caller stream the item for a while.
   *
   * @param tracks numbers of those that may be seen
   */
  Admission admit(Caller caller, String itemId, Set<Integer> tracks) throws IOException;

  /**
   * Where an admitted caller finds what.
   *
   * @param folder of the ticket; ends in a slash
   * @param plan the folder of tracks in it; empty where the file cannot be taken apart
   */
  record Admission(String folder, Optional<String> plan, Instant expiresAt) {

    public String original() {
      return folder + "original";
    }

    public String playlist() {
      return folder + "master.m3u8";
    }

    /** A subtitle file that lies beside the video. */
    public String sideText(String file) {
      return folder + "subtitles/" + file;
    }

    /** Subtitles of a track, for players of the file as it is. */
    public Optional<String> text(int track) {
      return plan.map(p -> folder + p + "/t" + track + "/text.vtt");
    }
  }
}
