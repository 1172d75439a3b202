package medianest.metadata;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The pictures that a catalogue gave, in a folder for each item. */
final class ProviderPictures {

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Path folder;

  ProviderPictures(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps one.
   *
   * @param name without its ending: {@code poster}, {@code still} or {@code backdrop}
   */
  void keep(UUID item, String name, byte[] picture) throws IOException {
    Path own = Files.createDirectories(folder.resolve(item.toString()));
    Path part = own.resolve(name + ".part");
    Files.write(part, picture);
    Files.move(part, own.resolve(name + ".jpg"), StandardCopyOption.ATOMIC_MOVE);
  }

  boolean has(UUID item, String name) {
    return Files.exists(folder.resolve(item.toString()).resolve(name + ".jpg"));
  }

  /** The items that have some. */
  List<UUID> items() throws IOException {
    List<UUID> items = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return items;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        String name = String.valueOf(each.getFileName());
        if (NAME.matcher(name).matches()) {
          items.add(UUID.fromString(name));
        }
      }
    }
    return items;
  }

  /** Answers whether there were any. */
  boolean forget(UUID item) throws IOException {
    Path own = folder.resolve(item.toString());
    if (!Files.isDirectory(own)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(own)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(own);
    return true;
  }
}
