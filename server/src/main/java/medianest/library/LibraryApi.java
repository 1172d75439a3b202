package medianest.library;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import medianest.db.Database;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** Libraries and their scans over HTTP. */
public final class LibraryApi {

  private final Libraries libraries;
  private final ItemStore items;
  private final Runnable changed;

  /**
   * @param changed is told when a library is gone
   */
  public LibraryApi(Libraries libraries, Database database, Runnable changed) {
    this.changed = changed;
    this.libraries = libraries;
    this.items = new ItemStore(database);
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/libraries", Policy.MEMBER, this::all);
    routes.add("POST", "/api/v1/libraries", Policy.ADMIN, this::add);
    routes.add("GET", "/api/v1/libraries/{id}", Policy.MEMBER, this::one);
    routes.add("DELETE", "/api/v1/libraries/{id}", Policy.ADMIN, this::remove);
    routes.add("POST", "/api/v1/libraries/{id}/scan", Policy.ADMIN, this::scan);
    routes.add(
        "GET", "/api/v1/libraries/{id}/problems", Policy.ADMIN, this::problems, "limit", "cursor");
  }

  record LibraryForm(@Nullable String name, @Nullable String kind, @Nullable String path) {}

  record LibraryList(List<LibraryView> items) {}

  record ScanView(
      String state,
      long filesSeen,
      long filesDone,
      @Nullable Long filesTotal,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String reason) {}

  /**
   * A library as it goes out.
   *
   * @param path empty for who does not run the server
   */
  public record LibraryView(
      String id,
      String name,
      String kind,
      String path,
      long itemCount,
      long problemCount,
      long seriesCount,
      ScanView scan,
      @Nullable WatchingView watching) {}

  /**
   * How changes in the folder are found.
   *
   * @param why it is not watched
   */
  record WatchingView(String how, @Nullable Long everySeconds, @Nullable String why) {
    static WatchingView of(Following following) {
      FollowedLibrary.Unwatched unwatched = following.obstacle();
      Duration every = following.every();
      if (unwatched == null) {
        return new WatchingView("watched", null, null);
      }
      String why = unwatched.obstacle().name().toLowerCase(Locale.ROOT);
      return every == null
          ? new WatchingView("unwatched", null, why)
          : new WatchingView("polled", every.toSeconds(), why);
    }
  }

  record ProblemView(String path, String state, String reason) {}

  record ProblemPage(List<ProblemView> items, @Nullable String next) {}

  /** The library as it goes out to everybody. */
  public static LibraryView view(Library library) {
    return view(library, false, null);
  }

  /** With what is for admins only; what is uploaded is found without looking for it. */
  private LibraryView viewForAdmin(Library library) {
    Following following = library.uploads() ? null : libraries.following(library.id());
    return view(library, true, following == null ? null : WatchingView.of(following));
  }

  private LibraryView view(Library library, Request request) {
    return request.caller().admin() ? viewForAdmin(library) : view(library);
  }

  private static LibraryView view(Library library, boolean admin, @Nullable WatchingView watching) {
    Library.ScanStatus scan = library.scan();
    return new LibraryView(
        library.id().toString(),
        library.name(),
        library.kind().word(),
        admin ? RawPath.of(library.path()).text() : "",
        library.itemCount(),
        library.problemCount(),
        library.seriesCount(),
        new ScanView(
            scan.state().name().toLowerCase(Locale.ROOT),
            scan.filesSeen(),
            scan.filesDone(),
            scan.filesTotal(),
            scan.startedAt(),
            scan.finishedAt(),
            admin ? scan.reason() : null),
        watching);
  }

  private Response all(Request request) {
    return new Response.Json(
        new LibraryList(libraries.all().stream().map(each -> view(each, request)).toList()));
  }

  private Response add(Request request) {
    LibraryForm form = request.json(LibraryForm.class);
    String name = form.name();
    String path = form.path();
    if (name == null || path == null) {
      throw Problem.invalid("A library needs a name and a path.");
    }
    LibraryKind kind =
        LibraryKind.of(form.kind() == null ? "other" : form.kind())
            .orElseThrow(() -> Problem.invalid("The kind must be films, series, home or other."));
    return new Response.Json(201, viewForAdmin(libraries.add(name, kind, folder(path))));
  }

  private static Path folder(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw Problem.invalid("No folder can be called so.");
    }
  }

  private Response one(Request request) {
    return new Response.Json(view(libraries.find(request.path("id")), request));
  }

  private Response remove(Request request) throws InterruptedException {
    libraries.remove(libraries.find(request.path("id")).id());
    changed.run();
    return new Response.Empty(204);
  }

  private Response scan(Request request) {
    Library library = libraries.scan(libraries.find(request.path("id")));
    return new Response.Json(202, viewForAdmin(library));
  }

  private Response problems(Request request) {
    Library library = libraries.find(request.path("id"));
    int limit = PageLimitApi.of(request);
    String cursor = request.query("cursor");
    UUID after = cursor == null ? null : Cursor.parse(cursor).after();
    List<ItemStore.Trouble> found = items.troubles(library.id(), limit + 1, after);
    boolean more = found.size() > limit;
    List<ItemStore.Trouble> shown = more ? found.subList(0, limit) : found;
    String next = more ? new Cursor(0, shown.getLast().id(), "").text() : null;
    return new Response.Json(
        new ProblemPage(
            shown.stream()
                .map(each -> new ProblemView(each.path(), each.state().word(), each.reason()))
                .toList(),
            next));
  }
}
