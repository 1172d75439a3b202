package medianest.playback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import medianest.media.codec.Codec;
import medianest.media.codec.MediaKind;
import medianest.media.subtitle.TrackCues;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;
import medianest.playback.PlaybackPlan.DirectPlay;
import medianest.playback.PlaybackPlan.Package;
import medianest.playback.PlaybackPlan.Refused;

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
    if (!tooMuch.isEmpty()) {
      return new Refused(tooMuch);
    }
    List<String> notAsItIs = notAsItIs(index, video, audio);
    if (notAsItIs.isEmpty()) {
      return new DirectPlay(List.of("The client plays the file as it is."));
    }
    return packaged(tracks, video, audio, notAsItIs);
  }

  private PlaybackPlan packaged(
      Playable.Tracks all, Optional<Track> video, Optional<Track> audio, List<String> notAsItIs) {
    List<Track> tracks = all.index().tracks();
    List<String> obstacles = new ArrayList<>();
    Set<Integer> offered = new HashSet<>();
    video.ifPresent(track -> {
      obstacle(track, "picture", all.cut()).ifPresent(obstacles::add);
      offered.add(track.number());
    });
    List<Track> sound =
        tracks.stream()
            .filter(t -> kind(t) == MediaKind.AUDIO && obstacle(t, "sound", all.cut()).isEmpty())
            .toList();
    if (sound.isEmpty()) {
      audio.flatMap(track -> obstacle(track, "sound", all.cut())).ifPresent(obstacles::add);
    }
    if (!obstacles.isEmpty()) {
      return new Refused(obstacles);
    }
    sound.forEach(t -> offered.add(t.number()));
    tracks.stream()
        .filter(t -> TrackCues.readable(t.format().codec()))
        .forEach(t -> offered.add(t.number()));
    return new Package(offered, notAsItIs);
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
    if (!client.containers().contains(index.container())) {
      reasons.add("The client does not read " + index.container().title() + " files by itself.");
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
