package medianest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import medianest.db.Database;
import medianest.db.DatabaseUnavailable;
import medianest.http.Problem;
import medianest.library.ItemId;
import medianest.library.ItemState;
import medianest.library.Items;
import medianest.library.Libraries;
import medianest.library.Library;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploads from their first byte until they are items. */
public final class Uploads {

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int LONGEST_NAME = 255;

  private final UploadStore store;
  private final Receiver receiver;
  private final Libraries libraries;
  private final Items items;
  private final UploadListener listener;
  private final Clock clock;
  private final Path folder;
  private final Map<UUID, Double> percents = new ConcurrentHashMap<>();

  private Uploads(UploadStore store, Path folder, UploadConfig config, Catalogue catalogue) {
    this.store = store;
    this.folder = folder;
    this.receiver = new Receiver(folder, config);
    this.libraries = catalogue.libraries();
    this.items = catalogue.items();
    this.listener = catalogue.listener();
    this.clock = catalogue.clock();
  }

  /** Where finished uploads go, and who is told. */
  public record Catalogue(Libraries libraries, Items items, UploadListener listener, Clock clock) {}

  public static Uploads of(
      Database database, Path dataFolder, UploadConfig config, Catalogue catalogue) {
    Path folder = config.folderIn(dataFolder).toAbsolutePath().normalize();
    return new Uploads(new UploadStore(database), folder, config, catalogue);
  }

  /** Puts away what the last process left unfinished. Call once, before the first upload. */
  public void recover() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    receiver.removeParts();
    for (UploadStore.Unfinished each : store.unfinished()) {
      String name = each.storedName();
      if (each.upload().state() == Upload.State.PROCESSING && name != null) {
        process(each.upload(), name);
      } else {
        removeFiles(each.upload().id());
        fail(each.upload(), "The server stopped before the whole file was there.");
      }
    }
  }

  /**
   * Receives a file. When this answers, it is on disk for good, and being looked at.
   *
   * @throws Problem if it cannot be taken; then nothing of it is left
   */
  Upload receive(UUID owner, String fileName, InputStream content, long announced)
      throws IOException {
    Files.createDirectories(folder);
    Upload upload =
        new Upload(
            ItemId.next(clock).value(), owner, shownName(fileName), Upload.State.RECEIVING, null);
    store.add(upload, clock.instant().truncatedTo(ChronoUnit.MICROS));
    listener.changed(upload, percent(upload));
    try {
      String stored =
          receiver.receive(
              upload.id(),
              upload.fileName(),
              content,
              announced,
              received -> notePercent(upload.id(), received, announced));
      store.received(upload.id(), stored);
      Upload whole = upload.with(Upload.State.PROCESSING, null);
      listener.changed(whole, percent(whole));
      Thread.ofVirtual().name("upload " + upload.id()).start(() -> process(whole, stored));
      return whole;
    } catch (Problem e) {
      store.remove(upload.id());
      throw e;
    } catch (IOException e) {
      fail(upload, "The connection broke off before the whole file was there.");
      throw e;
    } catch (RuntimeException e) {
      removeFiles(upload.id());
      fail(upload, "The file could not be kept by a fault of the server; its log has more.");
      throw e;
    } finally {
      percents.remove(upload.id());
    }
  }

  /** How much of it has come, in percent. */
  double percent(Upload upload) {
    return upload.state() == Upload.State.RECEIVING ? percents.getOrDefault(upload.id(), 0.0) : 100;
  }

  Optional<Upload> find(UUID id, UUID owner) {
    return store.find(id, owner);
  }

  List<Upload> of(UUID owner) {
    return store.of(owner);
  }

  private void process(Upload upload, String stored) {
    try {
      Library library = libraries.uploads(folder);
      Path file = receiver.file(stored);
      Items.Outcome outcome = items.addFile(library, file, upload.id(), upload.fileName());
      if (outcome.state() == ItemState.READY) {
        change(upload, Upload.State.READY, null);
      } else {
        Files.deleteIfExists(file);
        fail(upload, outcome.reason());
      }
    } catch (DatabaseUnavailable e) {
      LOG.warn("An upload waits for the next start, since the database does not answer.");
    } catch (IOException | RuntimeException e) {
      LOG.error("An upload could not be made an item.", e);
      fail(upload, "The file could not be looked at by a fault of the server; its log has more.");
    }
  }

  private void fail(Upload upload, String reason) {
    try {
      change(upload, Upload.State.FAILED, reason);
    } catch (DatabaseUnavailable e) {
      LOG.warn("A failed upload is noted at the next start, since the database does not answer.");
    }
  }

  private void change(Upload upload, Upload.State state, @Nullable String reason) {
    store.change(upload.id(), state, reason);
    listener.changed(upload.with(state, reason), percent(upload.with(state, reason)));
  }

  private void removeFiles(UUID id) throws IOException {
    try (var files = Files.newDirectoryStream(folder, id + ".*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private void notePercent(UUID id, long received, long announced) {
    if (announced > 0) {
      percents.put(id, Math.min(100, 100.0 * received / announced));
    }
  }

  /** The last part of what the client calls it, and never a place on this machine. */
  private static String shownName(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    String name = last.substring(last.lastIndexOf('\\') + 1).replaceAll("\\p{Cntrl}", "").strip();
    String shown = name.isEmpty() ? "upload" : name;
    return shown.length() <= LONGEST_NAME ? shown : shown.substring(shown.length() - LONGEST_NAME);
  }
}
