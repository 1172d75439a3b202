package medianest.playback;

import java.util.List;
import java.util.Set;

/** How an item is to be played, with the reasons as sentences for a person. */
public sealed interface PlaybackPlan {

  List<String> reasons();

  /** The file as it is. */
  record DirectPlay(List<String> reasons) implements PlaybackPlan {
    public DirectPlay {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The original tracks in segments.
   *
   * @param tracks numbers of the tracks that the client is to see
   */
  // The word of the trade; Java's own class of that name is never meant here.
  @SuppressWarnings("AvoidCommonTypeNames")
  record Package(Set<Integer> tracks, List<String> reasons) implements PlaybackPlan {
    public Package {
      tracks = Set.copyOf(tracks);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * In segments, some of them encoded anew.
   *
   * @param tracks numbers of the tracks that the client is to see as they are
   * @param encoded numbers of those that are encoded anew for it
   */
  record Transcode(Set<Integer> tracks, Set<Integer> encoded, List<String> reasons)
      implements PlaybackPlan {
    public Transcode {
      tracks = Set.copyOf(tracks);
      encoded = Set.copyOf(encoded);
      reasons = List.copyOf(reasons);
    }
  }

  /** In a way that is not known before its container was changed. */
  record Prepare(List<String> reasons) implements PlaybackPlan {
    public Prepare {
      reasons = List.copyOf(reasons);
    }
  }

  /** Not at all. */
  record Refused(List<String> reasons) implements PlaybackPlan {
    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("refused without a reason");
      }
    }
  }
}
