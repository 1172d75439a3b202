package medianest.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import medianest.media.subtitle.TrackCues;
import medianest.media.subtitle.TrackPictures;
import medianest.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Subtitles that a player may show over the picture, as the answer lists them.
 *
 * @param source {@code track} within the file, {@code file} beside it, or {@code picture} for those
 *     within the file that are pictures themselves
 * @param url the whole text as WebVTT; null for pictures
 * @param picturesUrl the pictures by windows, with {@code {n}} for the number of one, as
 *     Presentation Graphics that a client draws over the film; null for text
 * @param burnIn number of the track that a playback draws into the film when it is asked to, for
 *     clients that cannot draw; null for text, for files beside the film, and without an encoder
 * @param windowUrl the text by windows, with {@code {n}} for the number of one; null where the
 *     whole is as quick
 * @param windowSeconds how long a window is
 * @param styledUrl the text with its styles, as SubStation Alpha; null where it has none. Of a
 *     track, {@code fonts.json} beside it lists the names of the fonts that the file brings along
 */
record SubtitleOffer(
    String source,
    @Nullable String url,
    @Nullable String picturesUrl,
    @Nullable Integer burnIn,
    @Nullable String windowUrl,
    @Nullable Integer windowSeconds,
    @Nullable String styledUrl,
    String language,
    String name,
    boolean isDefault,
    boolean forced,
    boolean hearingImpaired) {

  private static final int PICTURE_SECONDS = (int) (TrackPictures.WINDOW_US / 1_000_000);

  /** All that the holder of the ticket may choose from: the file's own first. */
  static List<SubtitleOffer> of(
      Playable playable, List<SideSubtitles.Side> sides, Streams.Admission admission) {
    List<SubtitleOffer> offers = new ArrayList<>();
    playable
        .tracks()
        .ifPresent(tracks -> {
          boolean windows = TextWindows.needed(tracks.index().container());
          for (Track track : shown(playable)) {
            if (TrackCues.readable(track.format().codec())) {
              admission.text(track.number()).ifPresent(url -> offers.add(of(track, url, windows)));
            }
          }
          tracks.index().tracks().stream()
              .map(t -> picture(t, tracks.drawable().contains(t.number()), admission))
              .flatMap(Optional::stream)
              .forEach(offers::add);
        });
    sides.forEach(side -> offers.add(of(side, admission)));
    return offers;
  }

  /** The subtitles within the file that can be shown over the picture. */
  static List<Track> shown(Playable playable) {
    return playable
        .tracks()
        .map(t ->
            t.index().tracks().stream()
                .filter(s -> TrackCues.readable(s.format().codec()) || TrackPictures.readable(s))
                .toList())
        .orElse(List.of());
  }

  private static SubtitleOffer of(Track track, String url, boolean windows) {
    return new SubtitleOffer(
        "track",
        url,
        null,
        null,
        windows ? url.replace("text.vtt", "text_{n}.vtt") : null,
        windows ? (int) (TextWindows.LENGTH_US / 1_000_000) : null,
        TrackCues.hasStyles(track) ? url.replace("text.vtt", "text.ass") : null,
        track.language(),
        track.name(),
        track.isDefault(),
        track.forced(),
        false);
  }

  /** Empty where it is neither drawn by the client nor by an encoder. */
  private static Optional<SubtitleOffer> picture(
      Track track, boolean drawable, Streams.Admission admission) {
    Optional<String> url =
        TrackPictures.readable(track) ? admission.pictures(track.number()) : Optional.empty();
    if (url.isEmpty() && !drawable) {
      return Optional.empty();
    }
    return Optional.of(
        new SubtitleOffer(
            "picture",
            null,
            url.orElse(null),
            drawable ? track.number() : null,
            null,
            url.isPresent() ? PICTURE_SECONDS : null,
            null,
            track.language(),
            track.name(),
            track.isDefault(),
            track.forced(),
            false));
  }

  private static SubtitleOffer of(SideSubtitles.Side side, Streams.Admission admission) {
    return new SubtitleOffer(
        "file",
        side.pictures() ? null : admission.side(side.id() + ".vtt"),
        side.pictures() ? admission.side(side.id() + "_{n}.sup") : null,
        null,
        null,
        side.pictures() ? PICTURE_SECONDS : null,
        side.styled() ? admission.side(side.id() + ".ass") : null,
        side.language(),
        side.name(),
        side.isDefault(),
        side.forced(),
        side.hearingImpaired());
  }
}
