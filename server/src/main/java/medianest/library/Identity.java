package medianest.library;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import medianest.identify.About;
import medianest.identify.Folding;
import medianest.identify.Named;
import medianest.identify.Nfo;
import medianest.identify.ProviderIds;
import medianest.identify.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a file is to people, by its name and by the notes beside it, which win.
 *
 * @param place of an episode; null for everything else
 * @param naming the hash of all that this follows from
 */
record Identity(
    Named.Kind kind,
    Told told,
    Role role,
    String group,
    @Nullable Place place,
    @Nullable LocalDate date,
    long naming) {

  /**
   * The place of an episode, with what is told of its series.
   *
   * @param airs where a special is shown within a season; null for what is shown in its own only
   */
  record Place(Series series, int season, int first, int last, Nfo.@Nullable Airs airs) {}

  /**
   * A series.
   *
   * @param naming the hash of all that this follows from
   */
  record Series(String key, Told told, long naming) {}

  /** What is told of an item, whatever it is. */
  record Told(
      String title,
      String sortTitle,
      @Nullable Integer year,
      @Nullable Double rating,
      List<String> genres,
      String collection,
      ProviderIds ids,
      About about) {

    static Told of(String title, @Nullable Integer year, ProviderIds ids, Nfo nfo) {
      return new Told(
          StoredText.of(nfo.title().isEmpty() ? title : nfo.title()),
          nfo.sortTitle(),
          nfo.year() == null ? year : nfo.year(),
          nfo.rating(),
          nfo.genres().stream().map(StoredText::of).toList(),
          cut(StoredText.of(nfo.set())),
          nfo.ids().or(ids),
          nfo.about());
    }

    /** A name that an index can hold. */
    private static String cut(String collection) {
      return collection.length() <= LONGEST_COLLECTION
          ? collection
          : collection.substring(0, LONGEST_COLLECTION).strip();
    }

    private static final int LONGEST_COLLECTION = 200;

    String sortKey() {
      return Folding.sortKey(sortTitle.isEmpty() ? title : sortTitle);
    }

    /** Everybody who is named, once; whose name is no name is left out. */
    List<String> people() {
      return Stream.of(
              about.cast().stream().map(About.Person::name),
              about.directors().stream(),
              about.writers().stream())
          .flatMap(each -> each)
          .map(StoredText::of)
          .filter(each -> !each.isEmpty() && each.length() <= LONGEST_PERSON)
          .distinct()
          .toList();
    }

    private static final int LONGEST_PERSON = 200;

    /** People and plot. */
    String searchMore() {
      Stream<String> people =
          Stream.of(
                  about.cast().stream().map(About.Person::name),
                  about.directors().stream(),
                  about.writers().stream())
              .flatMap(each -> each);
      String all =
          Stream.concat(
                  Stream.of(about.originalTitle(), collection),
                  Stream.concat(people, Stream.of(about.tagline(), about.plot())))
              .collect(Collectors.joining(" "));
      String words = Folding.words(StoredText.of(all));
      return words.length() <= LONGEST_SEARCH ? words : words.substring(0, LONGEST_SEARCH);
    }

    private static final int LONGEST_SEARCH = 2000;
  }

  /** Reads the notes, which are small. */
  static Identity of(FoundFolder.Calling calling) {
    Named named = calling.named();
    List<Nfo> notes = calling.own() == null ? List.of() : calling.own().read();
    Nfo first = notes.isEmpty() ? Nfo.NONE : notes.getFirst();
    boolean main = named.role() instanceof Role.Main || named.place() != null;
    Nfo own = main ? withAllTitles(first, notes) : Nfo.NONE;
    LocalDate date = own.date() == null ? named.date() : own.date();
    return new Identity(
        named.kind(),
        Told.of(named.title(), named.year(), named.ids(), own),
        named.role(),
        named.group(),
        place(named, notes, calling),
        date,
        calling.hash());
  }

  /** What has a name and nothing else: an upload. */
  static Identity of(Named named) {
    return new Identity(
        named.kind(),
        Told.of(named.title(), named.year(), named.ids(), Nfo.NONE),
        Role.Main.ONLY,
        named.group(),
        null,
        named.date(),
        0);
  }

  private static Nfo withAllTitles(Nfo first, List<Nfo> notes) {
    if (notes.size() < 2) {
      return first;
    }
    String titles =
        notes.stream()
            .map(Nfo::title)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" / "));
    return new Nfo(
        titles,
        first.sortTitle(),
        first.year(),
        first.date(),
        first.rating(),
        first.genres(),
        first.set(),
        first.ids(),
        first.numbers(),
        first.airs(),
        first.locked(),
        first.about());
  }

  private static @Nullable Place place(Named named, List<Nfo> notes, FoundFolder.Calling calling) {
    Named.Place place = named.place();
    if (place == null) {
      return null;
    }
    Named.Series series = place.series();
    List<Nfo> seriesNotes = calling.series() == null ? List.of() : calling.series().readOnce();
    Nfo nfo = seriesNotes.isEmpty() ? Nfo.NONE : seriesNotes.getFirst();
    Told told = Told.of(series.title(), series.year(), series.ids(), nfo);
    Series known =
        new Series(
            series.key(),
            told,
            ShortHash.number(series + (calling.series() == null ? "" : calling.series().stamp())));
    Nfo first = notes.isEmpty() ? Nfo.NONE : notes.getFirst();
    Nfo.Numbers numbers = first.numbers();
    if (numbers == null) {
      return new Place(
          known, place.season(), place.first(), place.last(), airs(place.season(), first));
    }
    Nfo.Numbers last = notes.getLast().numbers();
    int end = last != null && last.season() == numbers.season() ? last.last() : numbers.last();
    return new Place(
        known,
        numbers.season(),
        numbers.first(),
        Math.max(numbers.first(), end),
        airs(numbers.season(), first));
  }

  /** Only specials are shown elsewhere as well. */
  private static Nfo.@Nullable Airs airs(int season, Nfo nfo) {
    return season == 0 ? nfo.airs() : null;
  }
}
