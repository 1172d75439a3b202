package medianest.library;

import java.util.Locale;
import java.util.Set;

/** Which names of files are worth a look at the content. */
public final class VideoNames {

  /** What people's programs call video, and sound in the containers that are read here. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "mkv", "mk3d", "mka", "webm", "weba", "mp4", "m4v", "m4a", "m4b", "mov", "qt", "3gp",
          "3g2", "f4v", "avi", "divx", "xvid", "wmv", "asf", "flv", "ts", "m2ts", "mts", "m2t",
          "tp", "mpg", "mpeg", "mpe", "m2v", "vob", "ogv", "ogm", "rm", "rmvb", "dv", "mxf", "nuv",
          "wtv", "dvr-ms");

  private VideoNames() {}

  /** Whether a file of that name may be one. */
  public static boolean worthALook(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
