package medianest.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import medianest.identify.About;
import org.jspecify.annotations.Nullable;

/**
 * One item as it goes out, with all that is known of it.
 *
 * @param collections that it is in, by its note or since somebody put it there
 * @param pieces other files of the same: versions, parts and extras
 * @param seasons of a series; empty for everything else
 * @param next of a series: the episode that the caller is to watch next
 * @param embeddedTitle what the file calls itself; empty where it does not
 * @param portraits where the pictures of its cast lie, by their names
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
    ItemPictures.@Nullable Pictures pictures,
    @Nullable Integer airsInSeason,
    @Nullable String reason,
    String container,
    String embeddedTitle,
    List<TrackFacts> tracks,
    List<ChapterView> chapters,
    About about,
    List<String> genres,
    String collection,
    List<CollectionLink> collections,
    Map<String, String> providerIds,
    List<PieceView> pieces,
    List<SeasonView> seasons,
    ItemApi.@Nullable ItemView next,
    Map<String, String> portraits,
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

  record SeasonView(
      String id,
      int number,
      int episodeCount,
      int watchedCount,
      ItemPictures.@Nullable Pictures pictures) {}

  record CollectionLink(String id, String name) {}

  /** What belongs to an item without being part of it. */
  record Around(
      List<DetailStore.Piece> pieces,
      List<DetailStore.Season> seasons,
      Map<ItemId, ItemPictures.Pictures> pictures,
      Map<String, String> portraits,
      Map<UUID, String> collections,
      ItemApi.@Nullable ItemView next) {}

  static ItemDetail of(ItemApi.ItemView item, DetailStore.Detailed found, Around around) {
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
        item.pictures(),
        found.airsIn(),
        found.reason(),
        container == null ? "unknown" : container.toLowerCase(Locale.ROOT),
        found.details().title(),
        found.details().tracks(),
        found.details().chapters().stream()
            .map(each -> new ChapterView(each.startUs() / MICROS, each.title()))
            .toList(),
        found.about().about(),
        found.genres(),
        found.collection(),
        around.collections().entrySet().stream()
            .map(each -> new CollectionLink(each.getKey().toString(), each.getValue()))
            .toList(),
        found.about().ids(),
        around.pieces().stream().map(ItemDetail::piece).toList(),
        around.seasons().stream()
            .map(each ->
                new SeasonView(
                    each.id().toString(),
                    each.number(),
                    each.episodes(),
                    each.watched(),
                    around.pictures().get(new ItemId(each.id()))))
            .toList(),
        around.next(),
        around.portraits(),
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
