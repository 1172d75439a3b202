package medianest.identify;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a library as naming sees it: what it is called, where it lies, and which videos lie
 * in it beside each other.
 *
 * @param above null for the folder of the library itself, whose name says nothing
 * @param videos names of files, in the order in which their names are wanted
 * @param hints what somebody wrote down of it
 */
public record Folder(@Nullable Folder above, String name, List<String> videos, PlexMatch hints) {

  public Folder {
    videos = List.copyOf(videos);
  }

  /** The folder of a library itself. */
  public static Folder root(List<String> videos) {
    return new Folder(null, "", videos, PlexMatch.NONE);
  }

  /** A folder in this one. */
  public Folder below(String name, List<String> videos) {
    return new Folder(this, name, videos, PlexMatch.NONE);
  }

  /** The same with what somebody wrote down of it. */
  public Folder hinted(PlexMatch hints) {
    return new Folder(above, name, videos, hints);
  }

  boolean root() {
    return above == null;
  }

  /** The folder above; the folder of the library is its own. */
  Folder parent() {
    return above == null ? this : above;
  }

  /** The path below the library's folder, which tells folders apart; empty for that folder. */
  public String path() {
    return above == null ? "" : above.path() + name + "/";
  }

  static String base(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 && fileName.length() - dot <= 7 ? fileName.substring(0, dot) : fileName;
  }

  String lowerName() {
    return name.toLowerCase(Locale.ROOT);
  }
}
