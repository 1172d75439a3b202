package medianest.library;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.http.Problem;
import org.jspecify.annotations.Nullable;

/** The libraries: which folders there are, and what happens when one comes or goes. */
public final class Libraries {

  private static final int LONGEST_NAME = 100;

  private final LibraryStore store;
  private final Scans scans;
  private final Clock clock;
  private volatile @Nullable Library uploads;

  private Libraries(LibraryStore store, Scans scans, Clock clock) {
    this.store = store;
    this.scans = scans;
    this.clock = clock;
  }

  public static Libraries of(Database database, Scans scans, Clock clock) {
    return new Libraries(new LibraryStore(database), scans, clock);
  }

  /** The scans of this server's libraries. */
  public static Scans scans(
      Database database,
      MediaReader reader,
      LibraryListener listener,
      Clock clock,
      LibraryConfig config) {
    return new Scans(database, reader, listener, clock, config);
  }

  /** Goes on with the scans that the end of the last process interrupted. */
  public void resumeScans() {
    scans.resume();
  }

  /** Finds from now on by itself what changes in the folders. */
  public void watch() {
    scans.watch();
  }

  /** How changes in the library's folder are found. */
  Following following(UUID library) {
    return scans.following(library);
  }

  /** How changes are found in all libraries, in a sentence or one for each that is not watched. */
  public Watching watching() {
    List<String> others = new ArrayList<>();
    boolean good = true;
    for (Library library : store.all()) {
      Following each = scans.following(library.id());
      if (!library.uploads() && each.obstacle() != null) {
        good &= each.good();
        others.add(each.detail(library.name()));
      }
    }
    return others.isEmpty()
        ? new Watching(true, "What changes in the folders is found within seconds.")
        : new Watching(good, String.join(" ", others));
  }

  /** Adds the folder that the command line names, unless it is there, and scans it. */
  public Library addFromCommandLine(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Optional<Library> known = store.byPath(RawPath.of(absolute));
    if (known.isPresent()) {
      return scan(known.get());
    }
    Path name = absolute.getFileName();
    return add(name == null ? "/" : name.toString(), LibraryKind.OTHER, absolute);
  }

  /** Adds a folder and starts its first scan. */
  Library add(String name, LibraryKind kind, Path folder) {
    String shown = name.strip();
    if (shown.isEmpty() || shown.length() > LONGEST_NAME) {
      throw Problem.invalid("A library's name must have between 1 and 100 characters.");
    }
    Path normal = readable(folder);
    Library library = newLibrary(shown, kind, normal, false);
    if (!store.add(library, clock.instant())) {
      throw new Problem(409, "library-exists", "The folder " + normal + " is a library already.");
    }
    return scan(library);
  }

  /** The library that uploads go to, which is made where there is none, as it was at first. */
  public Library uploads(Path folder) {
    Library known = uploads;
    if (known == null) {
      if (store.uploads().isEmpty()) {
        store.add(newLibrary("Uploads", LibraryKind.OTHER, folder, true), clock.instant());
      }
      known = store.uploads().orElseThrow();
      uploads = known;
    }
    return known;
  }

  List<Library> all() {
    return store.all().stream().map(scans::current).toList();
  }

  Library find(String id) {
    return TimeOrderedIds.parse(id)
        .flatMap(store::find)
        .map(scans::current)
        .orElseThrow(() -> Problem.notFound("There is no such library."));
  }

  /** Starts a scan, or joins the one that runs. */
  Library scan(Library library) {
    scans.start(library);
    return scans.current(store.find(library.id()).orElse(library));
  }

  /** Forgets the library and its items; the files stay. */
  void remove(UUID id) throws InterruptedException {
    Library library =
        store.find(id).orElseThrow(() -> Problem.notFound("There is no such library."));
    if (library.uploads()) {
      throw new Problem(
          409, "library-in-use", "This library holds what people uploaded, and cannot be removed.");
    }
    scans.stop(id);
    store.remove(id);
  }

  private Library newLibrary(String name, LibraryKind kind, Path folder, boolean uploads) {
    Library.ScanStatus never =
        new Library.ScanStatus(Library.ScanState.IDLE, 0, 0, null, null, null, null);
    return new Library(TimeOrderedIds.next(clock), name, kind, folder, uploads, 0, 0, 0, never);
  }

  private static Path readable(Path folder) {
    if (!folder.isAbsolute()) {
      throw Problem.invalid("The path of a library must begin with a slash: " + folder + ".");
    }
    Path normal = folder.normalize();
    if (!Files.exists(normal)) {
      throw Problem.invalid(
          "There is no folder "
              + normal
              + "; check its spelling, and whether its disk is mounted.");
    }
    if (!Files.isDirectory(normal)) {
      throw Problem.invalid(normal + " is a file; a library needs a folder.");
    }
    try (DirectoryStream<Path> _ = Files.newDirectoryStream(normal)) {
      return normal;
    } catch (IOException e) {
      throw Problem.invalid(
          "The folder "
              + normal
              + " cannot be read; give the account of this server the right to read and enter it.");
    }
  }
}
