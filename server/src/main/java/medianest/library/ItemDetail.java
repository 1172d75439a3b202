package medianest.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.identify.About;
import org.jspecify.annotations.Nullable;

/**
 * One item as it goes out, with all that is known of it.
 *
 * @param pieces other files of the same: versions, parts and extras
 * @param seasons of a series; empty for everything else
 * @param next of a series: the episode that the caller is to watch next
 * @param locked whether somebody corrected it, so that scans leave it as it is
 */
record ItemDetail(
    String id,
    String title,
    @Nullable Integer year,
    String kind,
    String state,
    String libraryId,
    String fileName,
    long sizeBytes,
    @Nullable Double durationSeconds,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable LocalDate airedOn,
    @Nullable Double rating,
    ItemApi.@Nullable EpisodeView episode,
    ItemApi.@Nullable SeriesView series,
    Instant addedAt,
    ItemApi.@Nullable WatchView watch,
    WatchStates.Marks marks,
    @Nullable String reason,
    String container,
    List<TrackFacts> tracks,
    List<ChapterView> chapters,
    About about,
    List<String> genres,
    String collection,
    Map<String, String> providerIds,
    List<PieceView> pieces,
    List<SeasonView> seasons,
    ItemApi.@Nullable ItemView next,
    boolean locked) {

  private static final double MICROS = 1_000_000;

  record ChapterView(double startSeconds, String title) {}

  record PieceView(
      String id,
      String role,
      String label,
      String title,
      @Nullable Double durationSeconds,
      @Nullable Integer width,
      @Nullable Integer height,
      long sizeBytes) {}

  record SeasonView(String id, int number, int episodeCount, int watchedCount) {}

  static ItemDetail of(
      ItemApi.ItemView item,
      DetailStore.Detailed found,
      List<DetailStore.Piece> pieces,
      List<DetailStore.Season> seasons,
      ItemApi.@Nullable ItemView next) {
    String container = found.container();
    return new ItemDetail(
        item.id(),
        item.title(),
        item.year(),
        item.kind(),
        item.state(),
        item.libraryId(),
        item.fileName(),
        item.sizeBytes(),
        item.durationSeconds(),
        item.width(),
        item.height(),
        item.airedOn(),
        item.rating(),
        item.episode(),
        item.series(),
        item.addedAt(),
        item.watch(),
        item.marks(),
        found.reason(),
        container == null ? "unknown" : container.toLowerCase(Locale.ROOT),
        found.details().tracks(),
        found.details().chapters().stream()
            .map(each -> new ChapterView(each.startUs() / MICROS, each.title()))
            .toList(),
        found.about().about(),
        found.genres(),
        found.collection(),
        found.about().ids(),
        pieces.stream().map(ItemDetail::piece).toList(),
        seasons.stream()
            .map(each ->
                new SeasonView(
                    each.id().toString(), each.number(), each.episodes(), each.watched()))
            .toList(),
        next,
        found.locked());
  }

  private static PieceView piece(DetailStore.Piece piece) {
    Item item = piece.item();
    return new PieceView(
        item.id().toString(),
        piece.role(),
        piece.label(),
        item.title(),
        ItemApi.seconds(item.durationUs()),
        item.width(),
        item.height(),
        item.sizeBytes());
  }
}
