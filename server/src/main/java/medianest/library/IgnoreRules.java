package medianest.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What in a folder is not for watching, by the habits of the programs that write there and of the
 * people who collect.
 */
final class IgnoreRules {

  private static final Set<String> FOLDERS =
      Set.of(
          "@eadir",
          "#recycle",
          "$recycle.bin",
          "lost+found",
          "system volume information",
          "extrafanart",
          "extrathumbs",
          "metadata",
          "subs");

  private static final int MOST_BYTES_OF_A_LIST = 100_000;

  /** A film beside its sample is at least this large, and this many times as large. */
  private static final long SMALLEST_FILM = 100L << 20;

  private static final int FILM_TO_SAMPLE = 5;

  private IgnoreRules() {}

  /** Whether the folder is left out with all that is in it, by its name or by what lies in it. */
  static boolean skipsFolder(Path folder) {
    String name = name(folder);
    return name.startsWith(".")
        || FOLDERS.contains(name)
        || name.endsWith(".trickplay")
        || name.endsWith(".ite")
        || (name.equals("sample") && besideFilm(folder, 0))
        || Files.exists(folder.resolve(".nomedia"), LinkOption.NOFOLLOW_LINKS)
        || saysNothingBut(folder.resolve(".ignore"));
  }

  static boolean skipsFile(Path file, BasicFileAttributes attributes) {
    String name = name(file);
    return name.startsWith(".")
        || ((name.startsWith("sample.") || name.contains(".sample."))
            && besideFilm(file, attributes.size()));
  }

  /** The patterns that the folder's own lists have. */
  static List<IgnorePatterns> patterns(Path folder) {
    List<IgnorePatterns> patterns = new ArrayList<>();
    for (String name : List.of(".ignore", ".plexignore")) {
      IgnorePatterns found = IgnorePatterns.of(lines(folder.resolve(name)));
      if (!found.isEmpty()) {
        patterns.add(found);
      }
    }
    return patterns;
  }

  /** An empty list means all. */
  private static boolean saysNothingBut(Path list) {
    return Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
        && lines(list).stream().allMatch(String::isBlank);
  }

  private static List<String> lines(Path list) {
    try {
      if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
          || Files.size(list) > MOST_BYTES_OF_A_LIST) {
        return List.of();
      }
      return new String(Files.readAllBytes(list), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      // A list that cannot be read hides what it was to hide, rather than showing it.
      return List.of("*");
    }
  }

  /** A sample is a short piece that came with the film; a film that is only called so stays. */
  private static boolean besideFilm(Path sample, long sampleSize) {
    Path folder = sample.getParent();
    if (folder == null) {
      return false;
    }
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder)) {
      for (Path file : beside) {
        if (VideoNames.worthALook(file.getFileName().toString()) && !file.equals(sample)) {
          long size = Files.size(file);
          if (size >= SMALLEST_FILM && size / FILM_TO_SAMPLE >= sampleSize) {
            return true;
          }
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static String name(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
