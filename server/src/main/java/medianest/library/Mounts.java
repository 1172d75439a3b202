package medianest.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's table of what is mounted where (proc(5), fstab(5)). Over a network the kernel hears
 * of the changes of this machine only, so such folders have to be looked at.
 */
final class Mounts {

  /** File systems whose files others change, and that of virtual machines' hosts. */
  private static final Set<String> DISTANT =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "ncpfs",
          "afs",
          "coda",
          "ceph",
          "glusterfs",
          "lustre",
          "gfs2",
          "ocfs2",
          "9p",
          "virtiofs",
          "vboxsf",
          "prl_fs",
          "drvfs",
          "fuse");

  private final Path table;

  Mounts(Path table) {
    this.table = table;
  }

  static Mounts ofThisProcess() {
    return new Mounts(Path.of("/proc/self/mounts"));
  }

  /** The table as it is; empty where this system has none. */
  String read() {
    try {
      return new String(Files.readAllBytes(table), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** The kind of the network's file system on which some of the folder lies, if any. */
  Optional<String> distant(Path folder) {
    String wanted = new String(RawPath.of(folder).bytes().toArray(), StandardCharsets.ISO_8859_1);
    String under = "";
    String kindUnder = "";
    for (String line : read().split("\n", -1)) {
      String[] columns = line.split(" ", -1);
      if (columns.length < 3) {
        continue;
      }
      String point = unescaped(columns[1]);
      String kind = columns[2];
      if (isIn(wanted, point)) {
        // Of mounts over each other the last one is seen, and the deepest holds the folder.
        boolean deeper = point.length() >= under.length();
        under = deeper ? point : under;
        kindUnder = deeper ? kind : kindUnder;
      } else if (isIn(point, wanted) && isDistant(kind)) {
        return Optional.of(kind);
      }
    }
    return isDistant(kindUnder) ? Optional.of(kindUnder) : Optional.empty();
  }

  private static boolean isIn(String path, String folder) {
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    return path.equals(folder) || path.startsWith(prefix);
  }

  private static boolean isDistant(String kind) {
    return DISTANT.contains(kind) || kind.startsWith("fuse.");
  }

  /** Blanks, tabs, line ends and backslashes stand there as octal numbers (getmntent(3)). */
  private static String unescaped(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
