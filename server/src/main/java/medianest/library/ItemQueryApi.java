package medianest.library;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.identify.Folding;
import org.jspecify.annotations.Nullable;

/** The query parameters of lists of items. */
final class ItemQueryApi {

  static final String[] PARAMETERS = {
    "library",
    "kind",
    "view",
    "query",
    "genre",
    "person",
    "collection",
    "yearFrom",
    "yearTo",
    "ratingFrom",
    "resolution",
    "hdr",
    "language",
    "unwatched",
    "favourite",
    "watchlist",
    "sort",
    "limit",
    "offset",
    "cursor"
  };

  private static final UUID NONE = new UUID(0, 0);
  private static final int LONGEST_TEXT = 200;

  private ItemQueryApi() {}

  static ItemQuery read(Request request) {
    String cursor = request.query("cursor");
    ItemFilter filter = filter(request);
    ItemSort sort =
        choice(
            request,
            "sort",
            ItemSort::of,
            "title, added, duration, size, year, rating or, with words, relevance");
    boolean words = !filter.words().isEmpty();
    ItemSort usual = words ? ItemSort.RELEVANCE : ItemSort.TITLE;
    return new ItemQuery(
        filter,
        sort == null || (sort == ItemSort.RELEVANCE && !words) ? usual : sort,
        PageLimitApi.of(request),
        cursor == null ? null : Cursor.parse(cursor),
        cursor == null ? offset(request) : 0);
  }

  private static int offset(Request request) {
    String offset = request.query("offset");
    if (offset == null) {
      return 0;
    }
    if (!offset.matches("\\d{1,9}")) {
      throw Problem.invalid("The offset must be a number from 0 on.");
    }
    return Integer.parseInt(offset);
  }

  static ItemFilter filter(Request request) {
    String library = request.query("library");
    String words = text(request, "query");
    return new ItemFilter(
        library == null ? null : TimeOrderedIds.parse(library).orElse(NONE),
        choice(request, "kind", ItemKind::listed, "film, episode, video, audio or series"),
        view(request),
        words == null ? "" : Folding.words(words),
        traits(request),
        people(request));
  }

  private static ItemFilter.People people(Request request) {
    boolean unwatched = Boolean.TRUE.equals(flag(request, "unwatched"));
    boolean favourite = Boolean.TRUE.equals(flag(request, "favourite"));
    boolean watchlist = Boolean.TRUE.equals(flag(request, "watchlist"));
    return unwatched || favourite || watchlist
        ? new ItemFilter.People(ItemApi.caller(request), unwatched, favourite, watchlist)
        : ItemFilter.People.ANY;
  }

  private static ItemFilter.Traits traits(Request request) {
    return new ItemFilter.Traits(
        text(request, "genre"),
        text(request, "person"),
        text(request, "collection"),
        year(request, "yearFrom"),
        year(request, "yearTo"),
        rating(request),
        choice(request, "resolution", ItemFilter.Resolution::of, "sd, hd, fhd or uhd"),
        flag(request, "hdr"),
        text(request, "language"));
  }

  private static ItemFilter.View view(Request request) {
    ItemFilter.View view = choice(request, "view", ItemFilter.View::of, "files, shelf or all");
    return view == null ? ItemFilter.View.FILES : view;
  }

  private static <E> @Nullable E choice(
      Request request, String name, Function<String, Optional<E>> read, String choices) {
    String word = request.query(name);
    return word == null
        ? null
        : read.apply(word)
            .orElseThrow(() -> Problem.invalid("The " + name + " must be " + choices + "."));
  }

  private static @Nullable String text(Request request, String name) {
    String text = request.query(name);
    if (text != null && text.length() > LONGEST_TEXT) {
      throw Problem.invalid(
          "The parameter " + name + " can have at most " + LONGEST_TEXT + " characters.");
    }
    return text == null ? null : text.replace("\0", "");
  }

  private static @Nullable Boolean flag(Request request, String name) {
    return choice(
        request,
        name,
        word ->
            word.equals("true") || word.equals("false")
                ? Optional.of(word.equals("true"))
                : Optional.empty(),
        "true or false");
  }

  private static @Nullable Integer year(Request request, String name) {
    String year = request.query(name);
    if (year == null) {
      return null;
    }
    if (!year.matches("\\d{1,4}")) {
      throw Problem.invalid("The " + name + " must be a year.");
    }
    return Integer.valueOf(year);
  }

  private static @Nullable Double rating(Request request) {
    String rating = request.query("ratingFrom");
    if (rating == null) {
      return null;
    }
    if (!rating.matches("\\d{1,2}(?:\\.\\d)?")) {
      throw Problem.invalid("The ratingFrom must be a number from 0 to 10.");
    }
    return Double.valueOf(rating);
  }
}
