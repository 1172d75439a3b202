package medianest.playback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import medianest.media.codec.Codec;
import medianest.media.codec.MediaKind;
import medianest.media.subtitle.TrackCues;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;
import medianest.playback.PlaybackPlan.DirectPlay;
import medianest.playback.PlaybackPlan.Package;
import medianest.playback.PlaybackPlan.Prepare;
import medianest.playback.PlaybackPlan.Refused;
import medianest.playback.PlaybackPlan.Transcode;

/**
 * Chooses the cheapest way that loses nothing: the file as it is where the client reads it and has
 * nothing to choose in it, else its tracks in segments, else nothing.
 */
final class Decision {

  private final Playable playable;
  private final Abilities client;

  private Decision(Playable playable, Abilities client) {
    this.playable = playable;
    this.client = client;
  }

  static PlaybackPlan of(Playable playable, Abilities client) {
    Decision decision = new Decision(playable, client);
    return playable.tracks().map(decision::overTracks).orElseGet(decision::withoutIndex);
  }

  /** A file that we cannot take apart may still be one that the client plays by itself. */
  private PlaybackPlan withoutIndex() {
    Optional<String> container = playable.container().map(c -> c.title());
    boolean sound =
        playable
            .container()
            .filter(c -> !c.indexed() && client.containers().contains(c))
            .isPresent();
    if (sound && client.directPlay()) {
      return new DirectPlay(
          List.of("The client plays " + container.orElse("such") + " files as they are."));
    }
    boolean other = playable.container().filter(c -> !c.indexed()).isPresent();
    if (other && playable.obstacle().isEmpty()) {
      return new Prepare(
          List.of("The client does not read " + container.orElse("such") + " files by itself."));
    }
    return new Refused(
        List.of(playable.obstacle().orElse("This file cannot be taken apart for streaming.")));
  }

  private PlaybackPlan overTracks(Playable.Tracks tracks) {
    MediaIndex index = tracks.index();
    Optional<Track> video = lead(index, MediaKind.VIDEO);
    Optional<Track> audio = lead(index, MediaKind.AUDIO);
    if (video.isEmpty() && audio.isEmpty()) {
      return new Refused(List.of("The file holds neither a picture nor sound."));
    }
    List<String> tooMuch = tooMuch(index);
    List<String> notAsItIs = notAsItIs(index, video, audio);
    if (tooMuch.isEmpty() && notAsItIs.isEmpty()) {
      return new DirectPlay(List.of("The client plays the file as it is."));
    }
    List<String> reasons = new ArrayList<>(tooMuch);
    reasons.addAll(notAsItIs);
    return inSegments(tracks, video, !tooMuch.isEmpty(), reasons);
  }

  /** Each track as it is where the client decodes it, else encoded anew, else not at all. */
  private PlaybackPlan inSegments(
      Playable.Tracks all, Optional<Track> video, boolean smaller, List<String> reasons) {
    Set<Integer> asTheyAre = new HashSet<>();
    Set<Integer> encoded = new HashSet<>();
    List<String> obstacles = new ArrayList<>();
    for (Track track : all.index().tracks()) {
      boolean picture = kind(track) == MediaKind.VIDEO;
      if (TrackCues.readable(track.format().codec())) {
        asTheyAre.add(track.number());
      } else if (picture
          ? video.filter(track::equals).isPresent()
          : kind(track) == MediaKind.AUDIO) {
        Optional<String> obstacle = obstacle(track, picture ? "picture" : "sound", all.cut());
        if (obstacle.isEmpty() && !(picture && smaller)) {
          asTheyAre.add(track.number());
        } else if (all.encodable().contains(track.number())) {
          encoded.add(track.number());
        } else {
          obstacle.ifPresent(obstacles::add);
        }
      }
    }
    boolean noPicture = video.isPresent() && !either(video.get(), asTheyAre, encoded);
    boolean noSound =
        sounds(all.index()).findAny().isPresent()
            && sounds(all.index()).noneMatch(t -> either(t, asTheyAre, encoded));
    if (noPicture || noSound) {
      return refused(obstacles.isEmpty() ? reasons : obstacles);
    }
    return encoded.isEmpty()
        ? new Package(asTheyAre, reasons)
        : new Transcode(asTheyAre, encoded, reasons);
  }

  /** That an encoder is missing is said as well, since somebody can do something about it. */
  private Refused refused(List<String> reasons) {
    List<String> all = new ArrayList<>(reasons);
    playable.obstacle().ifPresent(all::add);
    return new Refused(all);
  }

  private static boolean either(Track track, Set<Integer> one, Set<Integer> other) {
    return one.contains(track.number()) || other.contains(track.number());
  }

  private static Stream<Track> sounds(MediaIndex index) {
    return index.tracks().stream()
        .filter(t -> kind(t) == MediaKind.AUDIO && t.endTime() > t.startTime());
  }

  private List<String> tooMuch(MediaIndex index) {
    double seconds = index.durationUs() / 1e6;
    long bitrate = seconds <= 0 ? 0 : Math.round(playable.sizeBytes() * 8 / seconds);
    return client
        .maxBitrate()
        .filter(most -> bitrate > most)
        .map(most ->
            List.of(
                String.format(
                    Locale.ROOT,
                    "The file has %.1f Mbit/s, and the client takes no more than %.1f.",
                    bitrate / 1e6,
                    most / 1e6)))
        .orElse(List.of());
  }

  private List<String> notAsItIs(MediaIndex index, Optional<Track> video, Optional<Track> audio) {
    List<String> reasons = new ArrayList<>();
    if (!client.directPlay()) {
      reasons.add("The client asked for segments.");
    }
    Container container = playable.container().orElse(index.container());
    if (!client.containers().contains(container)) {
      reasons.add("The client does not read " + container.title() + " files by itself.");
    }
    video
        .filter(t -> !client.decodesInFile(t.format()))
        .ifPresent(t -> reasons.add("The client does not decode " + title(t) + "."));
    audio
        .filter(t -> !client.decodesInFile(t.format()))
        .ifPresent(t -> reasons.add("The client does not decode " + title(t) + "."));
    long sounds = index.tracks().stream().filter(t -> kind(t) == MediaKind.AUDIO).count();
    if (sounds > 1) {
      reasons.add("The file has " + sounds + " sound tracks to choose from.");
    }
    return reasons;
  }

  /** Why a track cannot be sent in segments. */
  private Optional<String> obstacle(Track track, String what, Set<Integer> cut) {
    String named = "The " + what + " is " + title(track);
    if (!client.decodes(track.format())) {
      return Optional.of(named + ", which the client does not decode.");
    }
    if (!track.format().codec().packageable()) {
      return Optional.of(named + ", which segments cannot carry.");
    }
    return cut.contains(track.number())
        ? Optional.empty()
        : Optional.of("The " + what + " has no place where playing could start.");
  }

  /** The track that is played unless somebody chooses: the default one, else the first. */
  private static Optional<Track> lead(MediaIndex index, MediaKind kind) {
    return index.tracks().stream()
        .filter(t -> kind(t) == kind && t.format().codec() != Codec.MJPEG)
        .filter(t -> t.endTime() > t.startTime())
        .min(
            Comparator.comparing((Track t) -> !t.format().codec().packageable())
                .thenComparing(t -> !t.isDefault()));
  }

  private static String title(Track track) {
    return track.format().codec().title();
  }

  private static MediaKind kind(Track track) {
    return track.format().codec().kind();
  }
}
