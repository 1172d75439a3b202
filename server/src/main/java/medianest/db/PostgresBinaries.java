package medianest.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, which a jar on the class path brings as a compressed archive. */
record PostgresBinaries(Path folder) {

  /** Their major version: what a cluster made by them carries in its file PG_VERSION. */
  static final String MAJOR = "18";

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * The programs in a folder below {@code parent}, unpacked at the first call. The folder's name
   * carries the archive's size, so that another version unpacks beside the old one.
   */
  static PostgresBinaries below(Path parent) throws IOException {
    URLConnection archive = archive().openConnection();
    long size = archive.getContentLengthLong();
    Path folder = parent.resolve("binaries-" + size);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(parent);
      try (InputStream in = archive.getInputStream()) {
        unpack(in, folder);
      }
    }
    return new PostgresBinaries(folder);
  }

  private static URL archive() {
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name =
        switch (machine) {
          case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
          case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
          default -> "none";
        };
    URL url = PostgresBinaries.class.getResource("/" + name);
    if (url == null) {
      throw new DatabaseProblem(
          "There is no embedded PostgreSQL for a machine of type "
              + machine
              + "; set database.url to a PostgreSQL 15 or newer.");
    }
    return url;
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    Path part = Files.createTempDirectory(folder.getParent(), "unpacking-");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!neededOnlyToCompile(entry.getName())) {
          unpack(tar, entry, part);
        }
      }
    }
    // Another account may have to run what lies here, and a temporary folder is private.
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      Folders.delete(part);
    }
  }

  private static boolean neededOnlyToCompile(String name) {
    return name.endsWith(".a") || name.contains("/pkgconfig") || name.contains("/pgxs");
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path part)
      throws IOException {
    Path target = inside(part, part.resolve(entry.getName()));
    if (entry.isDirectory()) {
      makeFolder(target);
    } else if (entry.isSymbolicLink()) {
      inside(part, parentOf(target).resolve(entry.getLinkName()));
      makeFolder(parentOf(target));
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      makeFolder(parentOf(target));
      Files.copy(tar, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void makeFolder(@Nullable Path folder) throws IOException {
    if (folder != null && !Files.isDirectory(folder)) {
      makeFolder(folder.getParent());
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static Path parentOf(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static Path inside(Path folder, Path path) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("the archive of PostgreSQL has an entry outside of it: " + path);
    }
    return normal;
  }
}
