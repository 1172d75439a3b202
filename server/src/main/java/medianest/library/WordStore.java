package medianest.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import medianest.db.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The words that can be found, against which typing errors are corrected. */
final class WordStore {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 40;

  /** More words narrow a search no further. */
  private static final int MOST_WORDS = 6;

  /** Trigrams find many words that are alike; slips of the fingers tell which may be meant. */
  private static final int CANDIDATES = 60;

  private static final int ALTERNATIVES = 4;

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
   * What the words may have been meant for: for each those that begin with it, or else the most
   * similar ones.
   *
   * @return empty where one is like nothing that is known
   */
  List<List<String>> meant(String words) {
    List<List<String>> meant = new ArrayList<>();
    if (!trigrams()) {
      return meant;
    }
    for (String word : Arrays.stream(words.split(" ", -1)).limit(MOST_WORDS).toList()) {
      List<String> similar = similar(word);
      if (similar.isEmpty()) {
        return List.of();
      }
      meant.add(similar);
    }
    return meant;
  }

  private List<String> similar(String word) {
    return database
        .transaction(handle -> {
          handle.execute("/* search_word.widen */ SET LOCAL pg_trgm.similarity_threshold = 0.15");
          return handle
              .createQuery(
                  "/* search_word.similar */ SELECT word FROM (SELECT word, 2 AS likeness"
                      + " FROM (SELECT word FROM search_word WHERE word >= :word"
                      + "  AND word < :word || chr(1114111) ORDER BY word LIMIT 1) AS beginning"
                      + " UNION ALL SELECT word, similarity(word, :word) AS likeness"
                      + " FROM search_word WHERE word % :word) AS known"
                      + " ORDER BY likeness DESC, word LIMIT :limit")
              .bind("word", word)
              .bind("limit", CANDIDATES)
              .mapTo(String.class)
              .list();
        })
        .stream()
        .filter(known -> known.startsWith(word) || Typing.mayMean(word, known))
        .limit(ALTERNATIVES)
        .toList();
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
