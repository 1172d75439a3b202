package medianest.playback;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import medianest.http.Caller;
import org.jspecify.annotations.Nullable;

/** What the decision needs of whoever streams. */
public interface Streams {

  /** Null where there is no such item. */
  @Nullable Playable find(String itemId) throws IOException;

  /**
   * The same, after its container was changed to one that can be taken apart.
   *
   * @throws medianest.http.Problem 503 while that is being done
   */
  @Nullable Playable prepare(String itemId) throws IOException;

  /** In which sizes an offer has the picture, from the best on. */
  List<Quality> qualities(String itemId, Offer offer) throws IOException;

  /** Lets the caller stream the item for a while. */
  Admission admit(Caller caller, String itemId, Offer offer) throws IOException;

  /**
   * What a caller may see of an item.
   *
   * @param tracks numbers of those that it gets as they are
   * @param encoded numbers of those that are encoded anew for it; of a picture that is among both
   *     there are smaller ones beside the original
   * @param mostBitrate in bits per second, of what is encoded
   * @param channels of sound that is encoded, at most
   * @param drawn number of the subtitles that are drawn into the picture
   */
  record Offer(
      Set<Integer> tracks,
      Set<Integer> encoded,
      long mostBitrate,
      int channels,
      Optional<Integer> drawn) {
    public Offer {
      tracks = Set.copyOf(tracks);
      encoded = Set.copyOf(encoded);
    }

    /** Tracks as they are. */
    public static Offer of(Set<Integer> tracks) {
      return new Offer(tracks, Set.of(), Long.MAX_VALUE, 2, Optional.empty());
    }
  }

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

    /** Of a subtitle file that lies beside the video. */
    public String side(String file) {
      return folder + "subtitles/" + file;
    }

    /** Subtitles of a track, for players of the file as it is. */
    public Optional<String> text(int track) {
      return plan.map(p -> folder + p + "/t" + track + "/text.vtt");
    }

    /** Subtitles of a track that are pictures, by windows: with {@code {n}} for one's number. */
    public Optional<String> pictures(int track) {
      return plan.map(p -> folder + p + "/t" + track + "/pictures_{n}.sup");
    }
  }
}
