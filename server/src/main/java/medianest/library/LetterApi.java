package medianest.library;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import medianest.db.Database;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** The letters that titles begin with over HTTP, for jumping far into a list. */
public final class LetterApi {

  private static final List<String> OF_PAGES = List.of("sort", "limit", "offset", "cursor");

  private final LetterStore store;

  public LetterApi(Database database) {
    this.store = new LetterStore(database);
  }

  public void addTo(Routes routes, PersonalListsApi answers) {
    String[] parameters =
        Arrays.stream(ItemQueryApi.PARAMETERS)
            .filter(each -> !OF_PAGES.contains(each))
            .toArray(String[]::new);
    answers.add(routes, "/api/v1/media/letters", this::letters, parameters);
  }

  /**
   * A letter as it goes out.
   *
   * @param index how many items of the list come before it
   * @param cursor after which its items follow; null at the beginning of the list
   */
  record LetterView(String letter, long index, @Nullable String cursor) {}

  record LetterList(List<LetterView> letters, long total) {}

  private Response letters(Request request) {
    LetterStore.Letters found = store.letters(ItemQueryApi.filter(request));
    return new Response.Json(
        new LetterList(
            found.letters().stream().map(each -> view(each, found.total())).toList(),
            found.total()));
  }

  private static LetterView view(LetterStore.Letter letter, long total) {
    // No item has this id, so the cursor lies before the first item with the key.
    String cursor =
        letter.index() == 0 ? null : new Cursor(total, new UUID(0, 0), letter.key()).text();
    return new LetterView(letter.letter().toUpperCase(Locale.ROOT), letter.index(), cursor);
  }
}
