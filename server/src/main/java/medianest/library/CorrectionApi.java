package medianest.library;

import java.util.List;
import medianest.db.Database;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** Corrections by hand over HTTP; scans leave alone what was corrected. */
public final class CorrectionApi {

  private static final int LONGEST = 300;
  private static final int MOST_GENRES = 30;
  private static final int MOST = 10_000;

  private final CorrectionStore store;
  private final ItemStore items;
  private final Libraries libraries;
  private final Runnable changed;

  /**
   * @param changed is told of every correction
   */
  public CorrectionApi(Database database, Libraries libraries, Runnable changed) {
    this.changed = changed;
    this.store = new CorrectionStore(database);
    this.items = new ItemStore(database);
    this.libraries = libraries;
  }

  public void addTo(Routes routes) {
    routes.add("PUT", "/api/v1/media/{id}/correction", Policy.ADMIN, this::put);
    routes.add("DELETE", "/api/v1/media/{id}/correction", Policy.ADMIN, this::remove);
  }

  record CorrectionForm(
      @Nullable String title,
      @Nullable Integer year,
      @Nullable String sortTitle,
      @Nullable String collection,
      @Nullable List<String> genres,
      @Nullable Integer season,
      @Nullable Integer episode) {}

  private Response put(Request request) {
    CorrectionForm form = request.json(CorrectionForm.class);
    String title = text(form.title(), "title");
    if (title.isEmpty()) {
      throw Problem.invalid("An item needs a title.");
    }
    List<String> genres = form.genres() == null ? List.of() : form.genres();
    if (genres.size() > MOST_GENRES) {
      throw Problem.invalid("An item can have at most " + MOST_GENRES + " genres.");
    }
    CorrectionStore.Correction correction =
        new CorrectionStore.Correction(
            title,
            number(form.year(), "year"),
            text(form.sortTitle(), "sortTitle"),
            text(form.collection(), "collection"),
            genres.stream().map(each -> text(each, "genres")).toList(),
            number(form.season(), "season"),
            number(form.episode(), "episode"));
    if (!store.correct(id(request), correction)) {
      throw Items.unknown();
    }
    changed.run();
    return new Response.Empty(204);
  }

  private Response remove(Request request) {
    ItemId id = id(request);
    Library library =
        items.byIds(List.of(id)).stream()
            .findFirst()
            .map(item -> libraries.find(item.libraryId().toString()))
            .orElseThrow(Items::unknown);
    store.release(id);
    libraries.scan(library);
    return new Response.Empty(204);
  }

  private static ItemId id(Request request) {
    return ItemId.parse(request.path("id")).orElseThrow(Items::unknown);
  }

  private static String text(@Nullable String text, String name) {
    String stored = text == null ? "" : StoredText.of(text).strip();
    if (stored.length() > LONGEST) {
      throw Problem.invalid("The " + name + " can have at most " + LONGEST + " characters.");
    }
    return stored;
  }

  private static @Nullable Integer number(@Nullable Integer number, String name) {
    if (number != null && (number < 0 || number > MOST)) {
      throw Problem.invalid("The " + name + " must be between 0 and " + MOST + ".");
    }
    return number;
  }
}
