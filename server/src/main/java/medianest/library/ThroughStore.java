package medianest.library;

import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;

/**
 * The series that people have been through, which are those whose last episode they saw. It is
 * asked from what they watched, which grows with the person and not with the library, and once for
 * all the statements that leave them out.
 */
final class ThroughStore {

  private final Database database;

  ThroughStore(Database database) {
    this.database = database;
  }

  /** The filter, with those series where it leaves out what somebody has been through. */
  ItemFilter known(ItemFilter filter) {
    @Nullable UUID account = filter.people().account();
    return account != null && filter.people().unwatched() ? filter.with(of(account)) : filter;
  }

  private List<UUID> of(UUID account) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* watch.through */ SELECT begun.series_id FROM"
                    + " (SELECT episode.series_id, count(*) AS played FROM watch"
                    + " JOIN item AS episode ON episode.id = watch.item_id"
                    + " WHERE watch.account_id = :account AND watch.played AND episode.listed"
                    + " GROUP BY episode.series_id) AS begun WHERE begun.played ="
                    + " (SELECT count(*) FROM item AS each"
                    + " WHERE each.series_id = begun.series_id AND each.listed)")
            .bind("account", account)
            .mapTo(UUID.class)
            .list());
  }
}
