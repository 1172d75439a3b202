package medianest.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import medianest.media.track.Chapter;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * What the content of a file came to.
 *
 * @param container null where the content is of no kind that is known
 */
record FileFacts(
    ItemState state,
    @Nullable String reason,
    @Nullable Container container,
    @Nullable Long durationUs,
    @Nullable Integer width,
    @Nullable Integer height,
    Details details,
    boolean soundOnly) {

  /** The part that only the page of the item shows; stored as JSON. */
  record Details(String title, List<TrackFacts> tracks, List<Chapter> chapters) {
    static final Details NONE = new Details("", List.of(), List.of());
  }

  private static final int MOST_CHAPTERS = 1000;

  static FileFacts unusable(ItemState state, String reason, @Nullable Container container) {
    return new FileFacts(
        state, StoredText.of(reason), container, null, null, null, Details.NONE, false);
  }

  static FileFacts of(MediaIndex index) {
    List<Track> tracks = index.tracks();
    SampleFormat.Video picture = picture(tracks);
    boolean sound = tracks.stream().anyMatch(each -> each.format() instanceof SampleFormat.Audio);
    if (picture == null && !sound) {
      return unusable(
          ItemState.UNSUPPORTED, "The file has neither pictures nor sound.", index.container());
    }
    return new FileFacts(
        ItemState.READY,
        null,
        index.container(),
        index.durationUs(),
        picture == null ? null : picture.displayWidth(),
        picture == null ? null : picture.displayHeight(),
        new Details(
            StoredText.of(index.title()),
            tracks.stream().map(TrackFacts::of).toList(),
            index.chapters().stream()
                .limit(MOST_CHAPTERS)
                .map(each -> new Chapter(each.startUs(), StoredText.of(each.title())))
                .toList()),
        picture == null);
  }

  /** Of a file that another program looked into. */
  static FileFacts of(Container container, ForeignFile foreign) {
    if (foreign.streams().isEmpty()) {
      return unusable(ItemState.UNSUPPORTED, "The file has neither pictures nor sound.", container);
    }
    Optional<ForeignFile.Stream> picture =
        foreign.streams().stream().filter(ForeignFile.Stream::picture).findFirst();
    List<TrackFacts> tracks = new ArrayList<>();
    for (ForeignFile.Stream stream : foreign.streams()) {
      tracks.add(TrackFacts.of(tracks.size(), stream));
    }
    return new FileFacts(
        ItemState.READY,
        null,
        container,
        foreign.durationUs() == 0 ? null : foreign.durationUs(),
        picture.map(ForeignFile.Stream::width).filter(w -> w > 0).orElse(null),
        picture.map(ForeignFile.Stream::height).filter(h -> h > 0).orElse(null),
        new Details("", tracks, List.of()),
        picture.isEmpty());
  }

  /** Whether the pictures are brighter than an ordinary screen shows. */
  boolean hdr() {
    return details.tracks().stream()
        .anyMatch(each -> each.dynamicRange() != null && !each.dynamicRange().equals("sdr"));
  }

  /** The languages in which it can be heard. */
  List<String> languages() {
    return details.tracks().stream()
        .filter(each -> each.type().equals("audio") && !each.language().isEmpty())
        .map(TrackFacts::language)
        .distinct()
        .limit(MOST_LANGUAGES)
        .toList();
  }

  private static final int MOST_LANGUAGES = 50;

  private static SampleFormat.@Nullable Video picture(List<Track> tracks) {
    for (Track track : tracks) {
      if (track.format() instanceof SampleFormat.Video video) {
        return video;
      }
    }
    return null;
  }
}
