package medianest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.db.Database;
import medianest.db.DatabaseUnavailable;
import medianest.db.GroupCommit;
import medianest.http.Problem;
import medianest.library.ItemId;
import medianest.library.Libraries;
import medianest.library.Library;
import medianest.library.NewItems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploads from their first byte until they are items. */
public final class Uploads {

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int LONGEST_NAME = 255;

  /** Whoever brings a file asks for its state again and again until it is ready. */
  private static final Duration LATELY = Duration.ofSeconds(30);

  private static final int MOST_LATELY = 10_000;

  /** What takes longer to come stands in the list of uploads meanwhile. */
  private static final Duration LISTED_AFTER = Duration.ofSeconds(1);

  private final UploadStore store;
  private final Receiver receiver;
  private final Libraries libraries;
  private final NewItems items;
  private final UploadListener listener;
  private final Clock clock;
  private final Path folder;
  private final Map<UUID, Double> percents = new ConcurrentHashMap<>();
  private final Broken broken;

  /** What this server brought further lately; no other does. */
  private final Cache<UUID, Upload> lately;

  private final GroupCommit<UploadStore.Row> notes;
  private final GroupCommit<Finished> finishing = new GroupCommit<>(this::add);

  private Uploads(
      UploadStore store,
      Path folder,
      UploadConfig config,
      Catalogue catalogue,
      Cache<UUID, Upload> lately) {
    this.store = store;
    this.folder = folder;
    this.receiver = new Receiver(folder, config);
    this.libraries = catalogue.libraries();
    this.items = catalogue.items();
    this.listener = catalogue.listener();
    this.clock = catalogue.clock();
    this.broken = new Broken(catalogue.clock());
    this.lately = lately;
    this.notes = new GroupCommit<>(store::put);
  }

  /** Where finished uploads go, and who is told. */
  public record Catalogue(
      Libraries libraries, NewItems items, UploadListener listener, Clock clock) {}

  /** Connects the parts. */
  public static Uploads of(
      Database database,
      Path dataFolder,
      UploadConfig config,
      Catalogue catalogue,
      CacheMetrics metrics) {
    Path folder = config.folderIn(dataFolder).toAbsolutePath().normalize();
    return new Uploads(
        new UploadStore(database),
        folder,
        config,
        catalogue,
        Cache.of("uploads", Cache.Bound.ofCount(MOST_LATELY), LATELY, metrics));
  }

  /** Puts right what the last process left unfinished. Call once, before the first upload. */
  public void recover() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Recovery recovery = new Recovery(store, receiver);
    List<UploadStore.Row> processing = recovery.begin(this::stopped);
    if (!processing.isEmpty()) {
      Thread.ofVirtual()
          .name("uploads of the last process")
          .start(() -> processing.forEach(each -> resume(recovery, each)));
    }
  }

  private void resume(Recovery recovery, UploadStore.Row row) {
    String stored = Objects.requireNonNull(row.storedName());
    try {
      if (recovery.isWhole(row, stored)) {
        process(row, stored);
      } else {
        broken.add();
        stopped(row);
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("The upload {} cannot be read; the next start tries again.", row.upload().id(), e);
    }
  }

  private void stopped(UploadStore.Row row) {
    fail(row, "The server stopped before the whole file was there.");
  }

  /**
   * Receives a file. When this answers, it is on disk for good, and being looked at.
   *
   * @throws Problem if it cannot be taken; then nothing of it is left
   */
  Upload receive(UUID owner, String fileName, InputStream content, long announced)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Upload upload =
        new Upload(
            ItemId.next(clock).value(), owner, shownName(fileName), Upload.State.RECEIVING, null);
    UploadStore.Row begun =
        new UploadStore.Row(upload, null, null, clock.instant().truncatedTo(ChronoUnit.MICROS));
    tell(upload, 0);
    try {
      Receiver.Arrived arrived =
          receiver.receive(
              upload.id(), upload.fileName(), content, announced, new Coming(begun, announced));
      UploadStore.Row whole = begun.whole(arrived);
      receiver.settle(upload.id(), () -> notes.write(whole));
      tell(whole.upload(), 100);
      Thread.ofVirtual().name("upload " + upload.id()).start(() -> process(whole, arrived.name()));
      return whole.upload();
    } catch (Problem e) {
      receiver.forget(upload.id());
      store.remove(upload.id());
      lately.drop(upload.id());
      throw e;
    } catch (IOException e) {
      receiver.forget(upload.id());
      fail(begun, "The connection broke off before the whole file was there.");
      throw e;
    } catch (RuntimeException e) {
      broken.add();
      receiver.forget(upload.id());
      fail(begun, "The file could not be kept by a fault of the server; its log has more.");
      throw e;
    } finally {
      percents.remove(upload.id());
    }
  }

  /** Follows an upload that comes in; most are there before anybody could ask for them. */
  private final class Coming implements LongConsumer {
    private final UploadStore.Row row;
    private final long announced;
    private final long beganNanos = System.nanoTime();
    private boolean noted;

    Coming(UploadStore.Row row, long announced) {
      this.row = row;
      this.announced = announced;
    }

    @Override
    public void accept(long received) {
      if (announced > 0) {
        percents.put(row.upload().id(), Math.min(100, 100.0 * received / announced));
      }
      if (!noted && System.nanoTime() - beganNanos > LISTED_AFTER.toNanos()) {
        notes.write(row);
        noted = true;
      }
    }
  }

  /** How many files were not kept since the start for want of space, the reserve included. */
  public long refusedForSpace() {
    return receiver.refusedForSpace();
  }

  /** Those of the last day that the server lost or could not read, by no fault of a client. */
  public int brokenLately() {
    return broken.lately();
  }

  /** How much of it has come, in percent. */
  double percent(Upload upload) {
    return upload.state() == Upload.State.RECEIVING ? percents.getOrDefault(upload.id(), 0.0) : 100;
  }

  Optional<Upload> find(UUID id, UUID owner) {
    Upload known = lately.ifPresent(id);
    return known == null
        ? store.find(id, owner)
        : Optional.of(known).filter(upload -> upload.owner().equals(owner));
  }

  List<Upload> of(UUID owner) {
    return store.of(owner);
  }

  private void process(UploadStore.Row row, String stored) {
    Upload upload = row.upload();
    try {
      Library library = libraries.uploads(folder);
      Path file = receiver.name(upload.id(), stored);
      NewItems.Outcome outcome = items.look(library, file, upload.id(), upload.fileName());
      if (outcome.item() == null) {
        Files.deleteIfExists(file);
        fail(row, outcome.reason());
      } else {
        finishing.write(new Finished(upload.id(), library, outcome.item()));
        tell(upload.with(Upload.State.READY, null), 100);
      }
    } catch (DatabaseUnavailable e) {
      LOG.warn("An upload waits for the next start, since the database does not answer.");
    } catch (IOException | RuntimeException e) {
      broken.add();
      LOG.error("An upload could not be made an item.", e);
      fail(row, "The file could not be looked at by a fault of the server; its log has more.");
    }
  }

  /** An upload that becomes an item. */
  private record Finished(UUID upload, Library library, NewItems.NewItem item) {}

  /** All of them lie in one library, that of the uploads. */
  private void add(List<Finished> finished) {
    items.add(finished.getFirst().library(), finished.stream().map(Finished::item).toList());
    store.ready(finished.stream().map(Finished::upload).toList());
  }

  private void fail(UploadStore.Row row, String reason) {
    Upload failed = row.upload().with(Upload.State.FAILED, reason);
    try {
      store.put(List.of(new UploadStore.Row(failed, row.storedName(), null, row.createdAt())));
      tell(failed, 100);
    } catch (DatabaseUnavailable e) {
      LOG.warn("A failed upload is noted at the next start, since the database does not answer.");
    }
  }

  private void tell(Upload upload, double percent) {
    lately.put(upload.id(), upload);
    listener.changed(upload, percent);
  }

  /** The last part of what the client calls it, and never a place on this machine. */
  private static String shownName(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    // In the names of parts, browsers write a quotation mark so (HTML standard,
    // multipart/form-data).
    String unquoted = last.substring(last.lastIndexOf('\\') + 1).replace("%22", "\"");
    String name = unquoted.replaceAll("\\p{Cntrl}", "").strip();
    String shown = name.isEmpty() ? "upload" : name;
    return shown.length() <= LONGEST_NAME ? shown : shown.substring(shown.length() - LONGEST_NAME);
  }
}
