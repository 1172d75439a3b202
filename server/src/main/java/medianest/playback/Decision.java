package medianest.playback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import medianest.media.codec.MediaKind;
import medianest.media.subtitle.TrackCues;
import medianest.media.subtitle.TrackPictures;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;
import medianest.playback.PlaybackPlan.DirectPlay;
import medianest.playback.PlaybackPlan.Package;
import medianest.playback.PlaybackPlan.Prepare;
import medianest.playback.PlaybackPlan.Refused;
import medianest.playback.PlaybackPlan.Transcode;
import medianest.playback.TrackPlan.How;

/**
 * Chooses the cheapest way that loses nothing: the file as it is where the client reads it and has
 * nothing to choose in it, else its tracks in segments, else what is made of them, else nothing.
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
    boolean read = playable.container().filter(client.containers()::contains).isPresent();
    if (read && playable.bareSound() && client.directPlay()) {
      return new DirectPlay(
          List.of(),
          List.of("The client plays " + container.orElse("such") + " files as they are."));
    }
    boolean other = playable.container().filter(c -> !c.indexed()).isPresent();
    if (other && playable.obstacle().isEmpty()) {
      return new Prepare(
          List.of("The client does not read " + container.orElse("such") + " files by itself."));
    }
    return new Refused(
        List.of(),
        List.of(playable.obstacle().orElse("This file cannot be taken apart for streaming.")));
  }

  private PlaybackPlan overTracks(Playable.Tracks all) {
    MediaIndex index = all.index();
    Optional<Track> video = lead(index, MediaKind.VIDEO);
    Optional<Track> audio = lead(index, MediaKind.AUDIO);
    if (video.isEmpty() && audio.isEmpty()) {
      return new Refused(List.of(), List.of("The file holds neither a picture nor sound."));
    }
    Optional<String> smaller = smaller(all, video);
    List<String> reasons = new ArrayList<>(smaller.stream().toList());
    reasons.addAll(notAsItIs(index, video, audio));
    if (reasons.isEmpty()) {
      String reason = "The client plays the file as it is.";
      List<TrackPlan> plans =
          index.tracks().stream()
              .filter(t -> kind(t) != MediaKind.OTHER)
              .map(t -> new TrackPlan(t, How.DIRECT, reason))
              .toList();
      return new DirectPlay(plans, List.of(reason));
    }
    return inSegments(all, video, smaller, reasons);
  }

  /** Each track as it is where the client decodes it, else encoded anew, else not at all. */
  private PlaybackPlan inSegments(
      Playable.Tracks all, Optional<Track> video, Optional<String> smaller, List<String> reasons) {
    List<TrackPlan> plans = new ArrayList<>();
    for (Track track : all.index().tracks()) {
      switch (kind(track)) {
        case VIDEO ->
            video.filter(track::equals).ifPresent(v -> plans.add(picture(v, all, smaller)));
        case AUDIO -> plans.add(inSegments(track, "sound", all));
        case TEXT -> plans.add(text(track, all));
        case OTHER -> {}
      }
    }
    boolean noPicture = video.isPresent() && !sent(plans, MediaKind.VIDEO);
    boolean noSound = hasSound(all.index()) && !sent(plans, MediaKind.AUDIO);
    if (noPicture || noSound) {
      return refused(plans, reasons);
    }
    boolean encoded = plans.stream().anyMatch(p -> p.how() == How.TRANSCODE);
    boolean ladder = client.ladder() && video.filter(v -> encodable(all, v)).isPresent();
    return encoded || ladder ? new Transcode(plans, ladder, reasons) : new Package(plans, reasons);
  }

  private TrackPlan picture(Track track, Playable.Tracks all, Optional<String> smaller) {
    return smaller
        .map(s -> new TrackPlan(track, encodable(all, track) ? How.TRANSCODE : How.REFUSED, s))
        .orElseGet(() -> inSegments(track, "picture", all));
  }

  private TrackPlan inSegments(Track track, String what, Playable.Tracks all) {
    Optional<String> obstacle = obstacle(track, what, all.cut());
    if (obstacle.isEmpty()) {
      return new TrackPlan(track, How.PACKAGE, "The client decodes " + title(track) + ".");
    }
    return new TrackPlan(
        track, encodable(all, track) ? How.TRANSCODE : How.REFUSED, obstacle.get());
  }

  private TrackPlan text(Track track, Playable.Tracks all) {
    if (TrackCues.readable(track.format().codec())) {
      return new TrackPlan(track, How.PACKAGE, "The client shows the text over the picture.");
    }
    boolean wanted = client.burnIn().filter(n -> n == track.number()).isPresent();
    if (wanted && all.drawable().contains(track.number())) {
      return new TrackPlan(track, How.BURN_IN, title(track) + " is drawn into the picture.");
    }
    if (TrackPictures.readable(track)) {
      return new TrackPlan(track, How.PACKAGE, "The client draws the pictures over the film.");
    }
    return new TrackPlan(
        track,
        How.REFUSED,
        all.drawable().contains(track.number())
            ? title(track) + " holds pictures, which are drawn into the film where they are chosen."
            : title(track) + " cannot be shown.");
  }

  private static boolean encodable(Playable.Tracks all, Track track) {
    return all.encodable().contains(track.number());
  }

  private static boolean sent(List<TrackPlan> plans, MediaKind kind) {
    return plans.stream().anyMatch(p -> p.track().format().codec().kind() == kind && p.sent());
  }

  private static boolean hasSound(MediaIndex index) {
    return index.tracks().stream()
        .anyMatch(t -> kind(t) == MediaKind.AUDIO && t.endTime() > t.startTime());
  }

  /** That an encoder is missing is said as well, since somebody can do something about it. */
  private Refused refused(List<TrackPlan> plans, List<String> reasons) {
    List<String> all =
        new ArrayList<>(
            plans.stream()
                .filter(p -> p.how() == How.REFUSED && kind(p.track()) != MediaKind.TEXT)
                .map(TrackPlan::reason)
                .toList());
    if (all.isEmpty()) {
      all.addAll(reasons);
    }
    playable.obstacle().ifPresent(all::add);
    return new Refused(plans, all);
  }

  /** Why the picture itself is not to be sent as it is, although the client may decode it. */
  private Optional<String> smaller(Playable.Tracks all, Optional<Track> video) {
    Optional<Track> drawn =
        video
            .flatMap(v -> client.burnIn())
            .filter(all.drawable()::contains)
            .flatMap(n -> all.index().tracks().stream().filter(t -> t.number() == n).findFirst());
    return drawn
        .map(t -> "The subtitles of " + title(t) + " are drawn into the picture, as was chosen.")
        .or(() -> tooMuch(all.index()));
  }

  private Optional<String> tooMuch(MediaIndex index) {
    double seconds = index.durationUs() / 1e6;
    long bitrate = seconds <= 0 ? 0 : Math.round(playable.sizeBytes() * 8 / seconds);
    return client
        .maxBitrate()
        .filter(most -> bitrate > most)
        .map(most ->
            String.format(
                Locale.ROOT,
                "The file has %.1f Mbit/s, and the client takes no more than %.1f.",
                bitrate / 1e6,
                most / 1e6));
  }

  private List<String> notAsItIs(MediaIndex index, Optional<Track> video, Optional<Track> audio) {
    List<String> reasons = new ArrayList<>();
    if (client.ladder()) {
      reasons.add("The viewer asked for smaller pictures to choose from.");
    }
    if (!client.directPlay()) {
      reasons.add("The client asked for segments.");
    }
    Container container = playable.container().orElse(index.container());
    // What other containers hold is known of their copies alone.
    boolean copied = !container.indexed() && !playable.bareSound();
    if (copied || !client.containers().contains(container)) {
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
    if (!client.decodes(track.format())) {
      return Optional.of(
          "The " + what + " is " + title(track) + ", which the client does not decode.");
    }
    if (!track.format().codec().packageable()) {
      return Optional.of("The " + what + " is " + title(track) + ", which segments cannot carry.");
    }
    return cut.contains(track.number())
        ? Optional.empty()
        : Optional.of("The " + what + " has too few places where playing could start.");
  }

  /** The track that is played unless somebody chooses: the default one, else the first. */
  private static Optional<Track> lead(MediaIndex index, MediaKind kind) {
    return index.tracks().stream()
        .filter(t -> kind(t) == kind && !t.slides())
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
