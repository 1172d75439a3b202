package medianest.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account of this machine that is not root. */
record UnixAccount(String name, int uid, int gid) {

  /** Accounts that exist for such work, or for none, in order of preference. */
  private static final List<String> CANDIDATES = List.of("medianest", "postgres", "nobody");

  /** Whether this process is root. */
  static boolean root() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }

  /**
   * The account that runs PostgreSQL in place of root, which PostgreSQL refuses: the owner of a
   * folder that there is already, else the first candidate that this machine has.
   */
  static UnixAccount inPlaceOfRoot(Path cluster) throws IOException {
    if (Files.isDirectory(cluster) && uidOf(cluster) != 0) {
      int gid = (Integer) Files.getAttribute(cluster, "unix:gid", LinkOption.NOFOLLOW_LINKS);
      return new UnixAccount("number " + uidOf(cluster), uidOf(cluster), gid);
    }
    List<String> accounts = Files.readAllLines(Path.of("/etc/passwd"));
    return CANDIDATES.stream()
        .flatMap(name -> find(name, accounts).stream())
        .findFirst()
        .orElseThrow(() ->
            new DatabaseProblem(
                "PostgreSQL does not run as root, and this machine has none of the accounts "
                    + String.join(", ", CANDIDATES)
                    + "; make one of them, or start MediaNest as an ordinary user."));
  }

  private static Optional<UnixAccount> find(String name, List<String> accounts) {
    return accounts.stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 3 && fields[0].equals(name))
        .map(fields ->
            new UnixAccount(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
        .findFirst();
  }

  /** Makes this account the owner. */
  void own(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
  }

  /** The outermost folder on the way to {@code path} that this account may not enter. */
  @Nullable Path obstacle(Path path) throws IOException {
    Path real = path.toRealPath();
    for (int names = 1; names <= real.getNameCount(); names++) {
      Path folder = real.getRoot().resolve(real.subpath(0, names));
      if (!mayEnter(folder)) {
        return folder;
      }
    }
    return null;
  }

  private boolean mayEnter(Path folder) throws IOException {
    var permissions = Files.getPosixFilePermissions(folder);
    if (uidOf(folder) == uid) {
      return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    }
    if ((Integer) Files.getAttribute(folder, "unix:gid") == gid) {
      return permissions.contains(PosixFilePermission.GROUP_EXECUTE);
    }
    return permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  private static int uidOf(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
