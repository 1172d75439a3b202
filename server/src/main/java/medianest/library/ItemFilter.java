package medianest.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a list of items.
 *
 * @param library only those of this one; null for all
 * @param kind only those; null for all
 * @param words that must be found, folded; empty for all
 * @param people what must be between somebody and the items
 */
record ItemFilter(
    @Nullable UUID library,
    @Nullable ItemKind kind,
    View view,
    String words,
    Traits traits,
    People people) {

  /** What stands for what belongs together. */
  enum View {
    /** What plays, each for itself. */
    FILES,
    /** A series in place of its episodes. */
    SHELF,
    /** Both, for searches. */
    ALL;

    static Optional<View> of(String word) {
      return Words.find(values(), each -> each.name().toLowerCase(Locale.ROOT), word);
    }
  }

  /**
   * What the items themselves are like; null stands for any.
   *
   * @param language in which it can be heard, as the file has it
   */
  record Traits(
      @Nullable String genre,
      @Nullable String person,
      @Nullable String collection,
      @Nullable Integer yearFrom,
      @Nullable Integer yearTo,
      @Nullable Double ratingFrom,
      @Nullable Resolution resolution,
      @Nullable Boolean hdr,
      @Nullable String language) {

    static final Traits ANY = new Traits(null, null, null, null, null, null, null, null, null);
  }

  /**
   * What must be between an account and the items.
   *
   * @param unwatched only what they have not been through
   * @param through the series of which they saw every episode, once that was looked up
   */
  record People(
      @Nullable UUID account,
      boolean unwatched,
      boolean favourite,
      boolean watchlist,
      List<UUID> through) {
    static final People ANY = new People(null, false, false, false);

    People(@Nullable UUID account, boolean unwatched, boolean favourite, boolean watchlist) {
      this(account, unwatched, favourite, watchlist, List.of());
    }

    /** The same, of what they have been through as well. */
    People watchedOrNot() {
      return favourite || watchlist ? new People(account, false, favourite, watchlist) : ANY;
    }
  }

  /** The names that people use for sizes of pictures, by the width that each has at least. */
  enum Resolution {
    UHD(3400, Integer.MAX_VALUE),
    FHD(1800, 3400),
    HD(1200, 1800),
    SD(0, 1200);

    private final int leastWidth;
    private final int endWidth;

    Resolution(int leastWidth, int endWidth) {
      this.leastWidth = leastWidth;
      this.endWidth = endWidth;
    }

    static Optional<Resolution> of(String word) {
      return Words.find(values(), each -> each.name().toLowerCase(Locale.ROOT), word);
    }

    int leastWidth() {
      return leastWidth;
    }

    /** The width from which on it is called something better. */
    int endWidth() {
      return endWidth;
    }
  }

  ItemFilter withWords(String other) {
    return new ItemFilter(library, kind, view, other, traits, people);
  }

  /** The same, with the series that somebody has been through. */
  ItemFilter with(List<UUID> through) {
    People known =
        new People(people.account, people.unwatched, people.favourite, people.watchlist, through);
    return new ItemFilter(library, kind, view, words, traits, known);
  }

  /** The same, of what somebody has been through as well. */
  ItemFilter watchedOrNot() {
    return new ItemFilter(library, kind, view, words, traits, people.watchedOrNot());
  }

  /** Whether the counts that are kept along know how many there are. */
  boolean isCounted() {
    return view != View.ALL
        && words.isEmpty()
        && traits.equals(Traits.ANY)
        && people.equals(People.ANY);
  }
}
