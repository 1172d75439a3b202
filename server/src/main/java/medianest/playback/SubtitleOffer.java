package medianest.playback;

import java.util.ArrayList;
import java.util.List;
import medianest.media.subtitle.TrackCues;
import medianest.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Subtitles that a player may show over the picture, as the answer lists them.
 *
 * @param source {@code track} within the file, {@code file} beside it, or {@code picture} for those
 *     within the file that are pictures themselves
 * @param url the whole text as WebVTT; null for pictures
 * @param burnIn number of the track that a playback draws into the film when it is asked to; null
 *     for text
 * @param windowUrl the same by windows, with {@code {n}} for the number of one; null where the
 *     whole is as quick
 * @param windowSeconds how long a window is
 * @param styledUrl the text with its styles, as SubStation Alpha; null where it has none. Of a
 *     track, {@code fonts.json} beside it lists the names of the fonts that the file brings along
 */
record SubtitleOffer(
    String source,
    @Nullable String url,
    @Nullable Integer burnIn,
    @Nullable String windowUrl,
    @Nullable Integer windowSeconds,
    @Nullable String styledUrl,
    String language,
    String name,
    boolean isDefault,
    boolean forced,
    boolean hearingImpaired) {

  /** All that the holder of the ticket may choose from: the file's own first. */
  static List<SubtitleOffer> of(
      Playable playable, List<SideSubtitles.Side> sides, Streams.Admission admission) {
    List<SubtitleOffer> offers = new ArrayList<>();
    playable
        .tracks()
        .ifPresent(tracks -> {
          boolean windows = TextWindows.needed(tracks.index().container());
          for (Track track : readable(playable)) {
            admission.text(track.number()).ifPresent(url -> offers.add(of(track, url, windows)));
          }
          tracks.index().tracks().stream()
              .filter(t -> tracks.drawable().contains(t.number()))
              .forEach(t -> offers.add(picture(t)));
        });
    sides.forEach(side -> offers.add(of(side, admission)));
    return offers;
  }

  /** The text tracks within the file that can be read. */
  static List<Track> readable(Playable playable) {
    return playable
        .tracks()
        .map(t ->
            t.index().tracks().stream()
                .filter(s -> TrackCues.readable(s.format().codec()))
                .toList())
        .orElse(List.of());
  }

  private static SubtitleOffer of(Track track, String url, boolean windows) {
    return new SubtitleOffer(
        "track",
        url,
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

  private static SubtitleOffer picture(Track track) {
    return new SubtitleOffer(
        "picture",
        null,
        track.number(),
        null,
        null,
        null,
        track.language(),
        track.name(),
        track.isDefault(),
        track.forced(),
        false);
  }

  private static SubtitleOffer of(SideSubtitles.Side side, Streams.Admission admission) {
    return new SubtitleOffer(
        "file",
        admission.sideText(side.id() + ".vtt"),
        null,
        null,
        null,
        side.styled() ? admission.sideText(side.id() + ".ass") : null,
        side.language(),
        side.name(),
        side.isDefault(),
        side.forced(),
        side.hearingImpaired());
  }
}
