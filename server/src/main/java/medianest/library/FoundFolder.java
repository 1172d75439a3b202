package medianest.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.identify.Folder;
import medianest.identify.Named;
import medianest.identify.Nfo;
import medianest.identify.NfoReader;
import medianest.identify.PlexMatch;
import org.jspecify.annotations.Nullable;

/** A folder that a scan walks through: the videos in it, and the notes beside them. */
final class FoundFolder {

  /** Another number names everything again: to be raised when the rules of naming change. */
  private static final int RULES = 3;

  /** Where hints stand among the notes: no file is called so. */
  static final String HINTS = "/hints";

  private final @Nullable FoundFolder above;
  private final Folder folder;
  private final Map<String, Note> notes;
  private @Nullable List<Named> named;

  /** A note beside the videos. */
  static final class Note {
    private final Path path;
    private final String stamp;
    private @Nullable List<Nfo> known;

    /**
     * @param stamp changes with the note
     */
    Note(Path path, String stamp) {
      this.path = path;
      this.stamp = stamp;
    }

    String stamp() {
      return stamp;
    }

    /** What it says; nothing where it cannot be read. */
    List<Nfo> read() {
      return NfoReader.read(text(NfoReader.MOST_BYTES));
    }

    /** What is in it; nothing where it is longer or cannot be read. */
    private String text(int most) {
      try {
        return Files.size(path) > most
            ? ""
            : new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      } catch (IOException e) {
        return "";
      }
    }

    /** The same, read once: the note of a series is asked for by each of its episodes. */
    synchronized List<Nfo> readOnce() {
      List<Nfo> read = known;
      if (read == null) {
        read = read();
        known = read;
      }
      return read;
    }
  }

  /**
   * What a file is called.
   *
   * @param own the note of the file, and {@code series} that of its series
   * @param hash of all of this
   */
  record Calling(Named named, @Nullable Note own, @Nullable Note series, long hash) {}

  private FoundFolder(@Nullable FoundFolder above, Folder folder, Map<String, Note> notes) {
    this.above = above;
    this.folder = folder;
    this.notes = notes;
  }

  static FoundFolder root(List<String> videos, Map<String, Note> notes) {
    return new FoundFolder(null, Folder.root(videos), notes);
  }

  /**
   * A folder in this one.
   *
   * @param notes by their names in lower case without the extension
   */
  FoundFolder below(String name, List<String> videos, Map<String, Note> notes) {
    Note hints = notes.get(HINTS);
    PlexMatch said =
        hints == null ? PlexMatch.NONE : PlexMatch.read(hints.text(PlexMatch.MOST_BYTES));
    return new FoundFolder(this, folder.below(name, videos).hinted(said), notes);
  }

  /** What the video at a place is called in a library of this kind. */
  Calling calling(LibraryKind kind, int at) {
    Named found = named(kind).get(at);
    Note own = note(folder.videos().get(at), found);
    Note series = found.place() == null ? null : seriesNote(found.place().series().key());
    return new Calling(found, own, series, hash(kind, found, own, series));
  }

  private synchronized List<Named> named(LibraryKind kind) {
    List<Named> known = named;
    if (known == null) {
      known = kind.name(folder);
      named = known;
    }
    return known;
  }

  private @Nullable Note note(String file, Named found) {
    int dot = file.lastIndexOf('.');
    Note own = notes.get((dot > 0 ? file.substring(0, dot) : file).toLowerCase(Locale.ROOT));
    boolean wholeFolder = found.kind() == Named.Kind.FILM && found.group().startsWith("folder:");
    return own == null && wholeFolder && found.role().word().equals("main")
        ? notes.get("movie")
        : own;
  }

  private @Nullable Note seriesNote(String series) {
    for (FoundFolder each = this; each != null; each = each.above) {
      if (series.equals("folder:" + each.folder.path())) {
        return each.notes.get("tvshow");
      }
    }
    return null;
  }

  private static long hash(
      LibraryKind kind, Named named, @Nullable Note own, @Nullable Note series) {
    String all =
        RULES
            + kind.word()
            + named
            + (own == null ? "" : own.stamp())
            + "|"
            + (series == null ? "" : series.stamp());
    return ShortHash.number(all);
  }
}
