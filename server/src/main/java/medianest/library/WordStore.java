package medianest.library;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import medianest.db.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The words that can be found, against which typing errors are corrected. */
final class WordStore {

  /** Shorter ones are not kept. */
  static final int SHORTEST = 3;

  private static final int LONGEST = 40;

  /** More words narrow a search no further. */
  private static final int MOST_WORDS = 6;

  /** Trigrams find many words that are alike; slips of the fingers tell which may be meant. */
  private static final int CANDIDATES = 90;

  private static final int ALTERNATIVES = 4;

  /** Where more words begin so, they are not listed. */
  private static final int BEGINNINGS = 30;

  private static final String BEGINNING =
      " FROM search_word WHERE word >= typed.word AND word < typed.word || chr(1114111)"
          + " ORDER BY word LIMIT "
          + (BEGINNINGS + 1);

  private final Database database;
  private volatile @Nullable Boolean trigrams;

  WordStore(Database database) {
    this.database = database;
  }

  /** Learns the words of folded texts, in the transaction of the handle. */
  static void learn(Handle handle, Collection<String> texts) {
    // In one order, so that two scans never wait for each other.
    TreeSet<String> words = new TreeSet<>();
    for (String text : texts) {
      for (String word : text.split(" ", -1)) {
        if (word.length() >= SHORTEST && word.length() <= LONGEST) {
          words.add(word);
        }
      }
    }
    if (!words.isEmpty()) {
      handle
          .createUpdate(
              "/* search_word.learn */ INSERT INTO search_word"
                  + " SELECT unnest(:words) AS word ORDER BY word ON CONFLICT DO NOTHING")
          .bindArray("words", String.class, words.toArray())
          .execute();
    }
  }

  /**
   * What a word may have been meant for.
   *
   * @param beginning what begins with it; empty also where that is too much to be listed
   * @param known whether anything does, so that it may be meant as it is
   * @param others words that may have been meant instead, the likeliest first
   */
  record Meant(String word, List<String> beginning, boolean known, List<String> others) {

    static Meant asTyped(String word) {
      return new Meant(word, List.of(), true, List.of());
    }

    private static Meant of(String word, List<String> found) {
      List<String> beginning = found.stream().filter(each -> each.startsWith(word)).toList();
      return new Meant(
          word,
          beginning.size() > BEGINNINGS ? List.of() : beginning,
          !beginning.isEmpty(),
          found.stream()
              .filter(each -> !each.startsWith(word) && Typing.mayMean(word, each))
              .limit(ALTERNATIVES)
              .toList());
    }

    String likely() {
      return known ? word : others.getFirst();
    }
  }

  /**
   * The words of titles that begin with each: an index finds whole words several times faster than
   * beginnings of words, of which it has to list all that there are.
   */
  List<Meant> beginning(List<String> words) {
    Map<String, List<String>> found =
        words(
            "/* search_word.beginning */ SELECT typed.word AS typed, known.word"
                + " FROM unnest(:words) AS typed (word)"
                + " CROSS JOIN LATERAL (SELECT word"
                + BEGINNING
                + ") AS known",
            words);
    return words.stream()
        .map(word ->
            found.containsKey(word)
                ? Meant.of(word, found.getOrDefault(word, List.of()))
                : Meant.asTyped(word))
        .toList();
  }

  /**
   * What the words may have been meant for.
   *
   * @return empty where one is like nothing that is known
   */
  List<Meant> meant(List<String> words) {
    List<String> typed = words.stream().limit(MOST_WORDS).toList();
    if (!trigrams()) {
      return List.of();
    }
    Map<String, List<String>> similar =
        words(
            "/* search_word.similar */ SELECT typed.word AS typed, known.word"
                + " FROM unnest(:words) AS typed (word) CROSS JOIN LATERAL"
                + " (SELECT word, likeness FROM (SELECT word, 2 AS likeness"
                + " FROM (SELECT word"
                + BEGINNING
                + ") AS beginning UNION ALL SELECT word, similarity(word, typed.word) AS likeness"
                + " FROM search_word WHERE word % typed.word"
                + " AND NOT starts_with(word, typed.word)) AS alike"
                + " ORDER BY likeness DESC, word LIMIT "
                + CANDIDATES
                + ") AS known ORDER BY known.likeness DESC, known.word",
            typed);
    List<Meant> meant =
        typed.stream().map(word -> Meant.of(word, similar.getOrDefault(word, List.of()))).toList();
    return meant.stream().anyMatch(each -> !each.known() && each.others().isEmpty())
        ? List.of()
        : meant;
  }

  private Map<String, List<String>> words(String sql, List<String> typed) {
    Map<String, List<String>> found = new HashMap<>();
    database.run(handle ->
        handle
            .createQuery(sql)
            .bindArray("words", String.class, new TreeSet<>(typed).toArray())
            .map((row, context) ->
                found
                    .computeIfAbsent(row.getString("typed"), word -> new ArrayList<>())
                    .add(row.getString("word")))
            .list());
    return found;
  }

  private boolean trigrams() {
    Boolean known = trigrams;
    if (known == null) {
      known =
          database.run(handle ->
              handle
                  .createQuery(
                      "/* pg_extension.trigrams */ SELECT EXISTS"
                          + " (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
                  .mapTo(Boolean.class)
                  .one());
      trigrams = known;
    }
    return known;
  }
}
