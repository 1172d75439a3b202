package medianest.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.db.ManyItems;
import medianest.db.PlanLog;
import medianest.library.ItemId;
import org.junit.jupiter.api.Test;

/** Which indexes the rows of the home page use, by PostgreSQL's own plans. */
class NextUpPlansTest {

  @Test
  void theRowsOfTheHomePageReadNoTableToItsEnd() throws Exception {
    UUID account = UUID.fromString(ManyItems.ACCOUNT);
    try (PlanLog log = PlanLog.open()) {
      log.prepare(ManyItems.statements());
      Database database = log.database();
      WatchStore watch = new WatchStore(database);
      List<ItemId> begun = watch.started(account, 24);
      List<PlanLog.Scan> scans =
          log.of(() -> {
            assertThat(watch.started(account, 24)).hasSize(24);
            assertThat(new NextUpStore(database).all(account, 24)).isNotEmpty();
            watch.of(account.toString(), begun);
            watch.history(account, Instant.now(), new UUID(0, 0), 50);
            begun.forEach(each -> new NextUpStore(database).of(account, each));
            new PlaylistStore(database).entries(new UUID(0, 0), 0, new UUID(0, 0), 50);
          });
      assertThat(scans)
          .noneMatch(each ->
              each.how().equals("Seq Scan")
                  && List.of("item", "watch", "mark", "playlist_item").contains(each.what()));
      assertThat(scans)
          .extracting(PlanLog.Scan::toString)
          .contains(
              "watch.started: Index Scan watch_started",
              "watch.next_up: Index Scan watch_history",
              "watch.history: Index Only Scan watch_history",
              "watch.next_up: Index Scan item_of_series");
    }
  }
}
