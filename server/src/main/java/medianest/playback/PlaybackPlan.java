package medianest.playback;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import medianest.media.codec.MediaKind;
import medianest.playback.TrackPlan.How;

/** How an item is to be played, with the reasons as sentences for a person. */
public sealed interface PlaybackPlan {

  List<String> reasons();

  /** How each track comes to the client; empty where they are not known. */
  List<TrackPlan> tracks();

  /** The file as it is. */
  record DirectPlay(List<TrackPlan> tracks, List<String> reasons) implements PlaybackPlan {
    public DirectPlay {
      tracks = List.copyOf(tracks);
      reasons = List.copyOf(reasons);
    }
  }

  /** The original tracks in segments. */
  // The word of the trade; Java's own class of that name is never meant here.
  @SuppressWarnings("AvoidCommonTypeNames")
  record Package(List<TrackPlan> tracks, List<String> reasons) implements PlaybackPlan {
    public Package {
      tracks = List.copyOf(tracks);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * In segments, some of them encoded anew.
   *
   * @param ladder whether the picture is offered smaller as well
   */
  record Transcode(List<TrackPlan> tracks, boolean ladder, List<String> reasons)
      implements PlaybackPlan {
    public Transcode {
      tracks = List.copyOf(tracks);
      reasons = List.copyOf(reasons);
    }

    /** Numbers of the tracks that are encoded. */
    Set<Integer> encoded() {
      return tracks.stream()
          .filter(p -> p.how() == How.TRANSCODE || (ladder && picture(p)))
          .map(p -> p.track().number())
          .collect(Collectors.toSet());
    }

    /** Number of the subtitles that are drawn into the picture. */
    Optional<Integer> drawn() {
      return tracks.stream()
          .filter(p -> p.how() == How.BURN_IN)
          .map(p -> p.track().number())
          .findFirst();
    }

    private static boolean picture(TrackPlan plan) {
      return plan.track().format().codec().kind() == MediaKind.VIDEO;
    }
  }

  /** Numbers of the tracks whose samples the client gets as they are. */
  default Set<Integer> asTheyAre() {
    return tracks().stream()
        .filter(p -> p.how() == How.PACKAGE || p.how() == How.DIRECT)
        .map(p -> p.track().number())
        .collect(Collectors.toSet());
  }

  /** In a way that is not known before its container was changed. */
  record Prepare(List<String> reasons) implements PlaybackPlan {
    public Prepare {
      reasons = List.copyOf(reasons);
    }

    @Override
    public List<TrackPlan> tracks() {
      return List.of();
    }
  }

  /** Not at all. */
  record Refused(List<TrackPlan> tracks, List<String> reasons) implements PlaybackPlan {
    public Refused {
      tracks = List.copyOf(tracks);
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("refused without a reason");
      }
    }
  }
}
