package medianest.library;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of changes in folders (inotify(7) on Linux). A watch is of one folder
 * without those in it, and follows the folder where that is moved to: who is told that it moved
 * forgets it at its old place, and adds it at the new one.
 */
final class FolderWatch implements AutoCloseable {

  private final WatchService service;
  private final NavigableMap<Path, WatchKey> keys = new ConcurrentSkipListMap<>();

  /** The places of those that are no longer where they were when the watch began. */
  private final Map<WatchKey, Path> moved = new ConcurrentHashMap<>();

  /** Is told what changed. */
  interface Listener {
    /** Something by this name in a watched folder came, went or was written. */
    void changed(Path folder, Path path);

    /** Something changed in the folder, and nobody knows what. */
    void overflown(Path folder);

    /** The folder is no longer there, at least not what was watched. */
    void lost(Path folder);
  }

  FolderWatch() throws IOException {
    service = FileSystems.getDefault().newWatchService();
  }

  /**
   * Watches the folder from now on; a folder that is gone already is none to watch.
   *
   * @throws IOException if the system has no more watches
   */
  void add(Path folder) throws IOException {
    Path lean = lean(folder);
    try {
      WatchKey key =
          lean.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY);
      if (lean.equals(key.watchable())) {
        moved.remove(key);
      } else {
        moved.put(key, lean);
      }
      keys.put(lean, key);
    } catch (NoSuchFileException e) {
      forget(folder);
    } catch (IOException e) {
      // A folder that may not be entered is the scan's to report.
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(folder)) {
        throw e;
      }
    } catch (ClosedWatchServiceException e) {
      // The server stops while a scan runs.
    }
  }

  /**
   * The same path without what was found out about it, as its text: there are tens of thousands of
   * them for as long as the server runs.
   */
  private static Path lean(Path folder) {
    Path parent = folder.getParent();
    return parent == null ? folder : parent.resolve(folder.getFileName());
  }

  /** Where the watched folder is; null where it is watched no more. */
  private @Nullable Path place(WatchKey key) {
    Path place = moved.getOrDefault(key, (Path) key.watchable());
    return key.equals(keys.get(place)) ? place : null;
  }

  boolean watches(Path folder) {
    return keys.containsKey(folder);
  }

  int size() {
    return keys.size();
  }

  /** No longer watches the folder and those in it, unless they are watched at another place. */
  void forget(Path folder) {
    forgetOne(folder);
    // The first path that can be in the folder: those of its neighbours may sort before it.
    for (Path each : keys.tailMap(folder.resolve("\u0001")).keySet()) {
      if (!each.startsWith(folder)) {
        return;
      }
      forgetOne(each);
    }
  }

  private void forgetOne(Path folder) {
    WatchKey key = keys.get(folder);
    if (key != null && folder.equals(place(key))) {
      moved.remove(key);
      key.cancel();
    }
    keys.remove(folder);
  }

  /**
   * Waits for changes and hands them over.
   *
   * @return false when it is closed
   */
  boolean await(Duration longest, Listener listener) throws InterruptedException {
    try {
      WatchKey key = service.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
      while (key != null) {
        tell(key, listener);
        key = service.poll();
      }
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  private void tell(WatchKey key, Listener listener) {
    for (WatchEvent<?> event : key.pollEvents()) {
      Optional<Path> folder = Optional.ofNullable(place(key));
      if (folder.isPresent() && event.context() instanceof Path name) {
        listener.changed(folder.get(), folder.get().resolve(name));
      } else {
        folder.ifPresent(listener::overflown);
      }
    }
    if (!key.reset()) {
      Path folder = place(key);
      moved.remove(key);
      if (folder != null && keys.remove(folder, key)) {
        listener.lost(folder);
      }
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new IllegalStateException("The watch of folders could not be closed.", e);
    }
  }
}
