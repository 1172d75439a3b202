package medianest.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import medianest.identify.Folding;
import medianest.identify.Nfo;
import medianest.library.ScanStore.Changes;
import medianest.library.ScanStore.Looked;
import medianest.media.io.Bytes;
import medianest.media.track.Container;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Writes the items of one batch of a scan, in the transaction of its handle. */
final class ItemWriteStore {

  private static final String NAMING =
      " kind = :kind, title = :title, year = :year, sort_key = :sortKey, search_text = :searchText,"
          + " search_more = :searchMore, role = :role, label = :label, belongs = :belongs,"
          + " series_id = CAST(:series AS uuid), season = :season, episode = :episode, episode_end"
          + " = :episodeEnd, airs_season = :airsSeason, airs_episode = :airsEpisode,"
          + " aired = CAST(:aired AS date), genres = :genres, people = :people,"
          + " rating = CAST(:rating AS real), collection = :collection, about = :about, enriched ="
          + " false, own = NULL";

  private static final String FACTS =
      " state = :state, reason = :reason, container = :container, duration_us = :durationUs,"
          + " width = :width, height = :height, hdr = :hdr, languages = :languages,"
          + " details = :details, fingerprint = :fingerprint";

  private final Handle handle;
  private final UUID library;
  private final Instant now;
  private final SeriesStore series;

  ItemWriteStore(Handle handle, UUID library, Instant now) {
    this.handle = handle;
    this.library = library;
    this.now = now;
    this.series = new SeriesStore(handle, library, now);
  }

  void write(Changes changes) {
    List<Identity> all = new ArrayList<>();
    changes.added().values().forEach(each -> all.add(each.identity()));
    changes.changed().values().forEach(each -> all.add(each.identity()));
    changes.renamed().values().forEach(each -> all.add(each.identity()));
    CollectionStore.note(handle, collections(all));
    new FormerSeriesStore(handle, library).follow(changes.renamed());
    Map<String, UUID> ids = series.ensure(all);
    add(changes.added(), ids);
    change(changes.changed(), ids);
    rename(changes.renamed(), ids);
    keepInSeries(changes, ids);
    learn(changes);
    series.renew(of(changes.added().values(), ids));
  }

  /**
   * A corrected episode goes with its file into another series, but stays where it stands there.
   */
  private void keepInSeries(Changes changes, Map<String, UUID> ids) {
    Map<Long, Identity> told = new HashMap<>();
    changes.changed().forEach((number, each) -> told.put(number, each.identity()));
    changes.renamed().forEach((number, each) -> told.put(number, each.identity()));
    told.values().removeIf(each -> each.place() == null);
    if (told.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "/* item.keep_in_series */ UPDATE item SET series_id = :series"
                + " WHERE number = :number AND locked AND kind = 'episode'"
                + " AND series_id IS DISTINCT FROM :series");
    told.forEach((number, each) ->
        batch.bindByType("series", seriesId(each, ids), UUID.class).bind("number", number).add());
    batch.execute();
    series.ensureSeasons(told.keySet().toArray());
  }

  private static List<String> collections(List<Identity> identities) {
    List<String> names = new ArrayList<>();
    for (Identity each : identities) {
      names.add(each.told().collection());
      if (each.place() != null) {
        names.add(each.place().series().told().collection());
      }
    }
    return names;
  }

  /** Only what is named anew can have new words; series have theirs from their episodes. */
  private void learn(Changes changes) {
    List<String> texts = new ArrayList<>();
    changes
        .added()
        .values()
        .forEach(each -> texts.add(searchText(each.identity(), each.fileName())));
    changes
        .changed()
        .values()
        .forEach(each -> texts.add(searchText(each.identity(), each.fileName())));
    changes
        .renamed()
        .values()
        .forEach(each -> texts.add(searchText(each.identity(), each.fileName())));
    WordStore.learn(handle, texts);
  }

  private static Collection<UUID> of(Collection<Looked> looked, Map<String, UUID> ids) {
    Collection<UUID> series = new TreeSet<>();
    for (Looked each : looked) {
      UUID id = seriesId(each.identity(), ids);
      if (id != null) {
        series.add(id);
      }
    }
    return series;
  }

  private static @Nullable UUID seriesId(Identity identity, Map<String, UUID> ids) {
    return identity.place() == null ? null : ids.get(identity.place().series().key());
  }

  private void add(Map<UUID, Looked> added, Map<String, UUID> ids) {
    PreparedBatch batch =
        handle.prepareBatch(
            "/* item.add */ INSERT INTO item (id, library_id, path, state, reason, kind, title,"
                + " year, sort_key, search_text, search_more, role, label, belongs, series_id,"
                + " season, episode, episode_end, airs_season, airs_episode, aired, genres, people,"
                + " rating, collection, about,"
                + " naming, file_name, container, size_bytes, modified_ns, duration_us, width,"
                + " height, hdr, languages, details, fingerprint, added_at) VALUES (:id, :library,"
                + " :path, :state, :reason, :kind, :title, :year, :sortKey, :searchText,"
                + " :searchMore, :role, :label, :belongs, CAST(:series AS uuid), :season, :episode,"
                + " :episodeEnd, :airsSeason, :airsEpisode, CAST(:aired AS date), :genres, :people,"
                + " CAST(:rating AS real),"
                + " :collection, :about, :naming, :fileName, :container, :sizeBytes, :modifiedNs,"
                + " :durationUs, :width, :height, :hdr, :languages, :details, :fingerprint, :now)"
                + " ON CONFLICT (library_id, path_hash) DO NOTHING");
    added.forEach((id, looked) -> {
      bindFacts(batch, looked);
      bindNaming(batch, looked.identity(), looked.kind(), looked.fileName(), ids);
      bindPlace(batch, looked.file(), looked.fileName(), looked.identity().naming());
      batch.bind("id", id).bind("now", now.atOffset(ZoneOffset.UTC)).add();
    });
    batch.execute();
  }

  /** What somebody corrected keeps its name; its content may be another all the same. */
  private void change(Map<Long, Looked> changed, Map<String, UUID> ids) {
    PreparedBatch facts =
        handle.prepareBatch(
            "/* item.change */ UPDATE item SET"
                + FACTS
                + ", library_id = :library, path = :path, file_name = :fileName,"
                + " size_bytes = :sizeBytes, modified_ns = :modifiedNs, naming = :naming,"
                + " missing_since = NULL WHERE number = :number");
    PreparedBatch names =
        handle.prepareBatch(
            "/* item.name_changed */ UPDATE item SET"
                + NAMING
                + " WHERE number = :number AND NOT locked");
    changed.forEach((number, looked) -> {
      bindFacts(facts, looked);
      bindPlace(facts, looked.file(), looked.fileName(), looked.identity().naming());
      facts.bind("number", number).add();
      bindNaming(names, looked.identity(), looked.kind(), looked.fileName(), ids);
      names.bind("number", number).add();
    });
    facts.execute();
    names.execute();
  }

  private void rename(Map<Long, ScanStore.Renamed> renamed, Map<String, UUID> ids) {
    PreparedBatch places =
        handle.prepareBatch(
            "/* item.move */ UPDATE item SET library_id = :library, path = :path,"
                + " file_name = :fileName, size_bytes = :sizeBytes, modified_ns = :modifiedNs,"
                + " naming = :naming, missing_since = NULL WHERE number = :number");
    PreparedBatch names =
        handle.prepareBatch(
            "/* item.rename */ UPDATE item SET"
                + NAMING.replace(
                    " kind = :kind,", " kind = CASE kind WHEN 'audio' THEN kind ELSE :kind END,")
                + " WHERE number = :number AND NOT locked");
    renamed.forEach((number, each) -> {
      bindPlace(places, each.file(), each.fileName(), each.identity().naming());
      places.bind("number", number).add();
      ItemKind kind = ItemKind.valueOf(each.identity().kind().name());
      bindNaming(names, each.identity(), kind, each.fileName(), ids);
      names.bind("number", number).add();
    });
    places.execute();
    names.execute();
  }

  private void bindPlace(PreparedBatch sql, FoundFile file, String fileName, long naming) {
    sql.bind("library", library)
        .bind("path", file.below().bytes().toArray())
        .bind("fileName", fileName)
        .bind("sizeBytes", file.sizeBytes())
        .bind("modifiedNs", file.modifiedNs())
        .bind("naming", naming);
  }

  private static void bindNaming(
      PreparedBatch sql, Identity identity, ItemKind kind, String fileName, Map<String, UUID> ids) {
    Identity.Place place = identity.place();
    bindTold(sql, identity.told());
    sql.bind("kind", kind.word())
        .bind("searchText", searchText(identity, fileName))
        .bind("role", identity.role().word())
        .bind("label", StoredText.of(identity.role().label()))
        .bind("belongs", ShortHash.of(identity.group()))
        .bindByType("series", seriesId(identity, ids), UUID.class)
        .bind("season", place == null ? null : Integer.valueOf(place.season()))
        .bind("episode", place == null ? null : Integer.valueOf(place.first()))
        .bind("episodeEnd", place == null ? null : Integer.valueOf(place.last()))
        .bindByType("aired", identity.date(), LocalDate.class);
    Nfo.Airs airs = place == null ? null : place.airs();
    sql.bind("airsSeason", airs == null ? null : Integer.valueOf(airs.season()))
        .bind("airsEpisode", airs == null ? null : Integer.valueOf(airs.before()));
  }

  /** An episode is found by its series as well. */
  private static String searchText(Identity identity, String fileName) {
    Identity.Place place = identity.place();
    String title = identity.told().title();
    return Folding.searchText(
        place == null ? title : place.series().told().title() + " " + title, fileName);
  }

  static <S extends SqlStatement<S>> void bindTold(S sql, Identity.Told told) {
    sql.bind("title", told.title())
        .bind("year", told.year())
        .bind("sortKey", told.sortKey())
        .bind("searchMore", told.searchMore())
        .bindArray("genres", String.class, told.genres())
        .bindArray("people", String.class, told.people())
        .bindByType("rating", told.rating(), Double.class)
        .bind("collection", told.collection())
        .bind("about", AboutJson.write(told));
  }

  private static void bindFacts(PreparedBatch sql, Looked looked) {
    FileFacts facts = looked.facts();
    sql.bind("state", facts.state().word())
        .bind("reason", facts.reason())
        .bind("container", word(facts.container()))
        .bind("durationUs", facts.durationUs())
        .bind("width", facts.width())
        .bind("height", facts.height())
        .bind("hdr", facts.hdr())
        .bindArray("languages", String.class, facts.languages())
        .bind("details", DetailsJson.write(facts.details()))
        .bind("fingerprint", bytes(looked.fingerprint()));
  }

  private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
    return bytes == null ? null : bytes.toArray();
  }

  private static @Nullable String word(@Nullable Container container) {
    return container == null ? null : container.name();
  }
}
