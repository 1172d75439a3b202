package medianest.artwork;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pictures on disk: a folder for each content that pictures were made of, named after it. It is
 * made under another name and moved into its place when all in it has been looked at, so that what
 * is there is whole.
 */
final class PictureFolders {

  private static final String LIST = "list.json";
  private static final String WORK = "work-";
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");

  private static final Pattern PICTURE =
      Pattern.compile(
          "(?:(?:cover|still|backdrop)-(?:320|640|1280)|(?:chapter|tiles)-\\d{1,3})\\.jpg"
              + "|logo\\.png");

  /** What was made before there were logos says nothing of them. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private final Path root;

  /** Opens the folder of all; what a process that was ended left unfinished is removed. */
  PictureFolders(Path root) throws IOException {
    this.root = Files.createDirectories(root);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(root, WORK + "*")) {
      for (Path folder : left) {
        remove(folder);
      }
    }
  }

  /** What is in the folder of that name; empty where there is none. */
  Optional<PictureList> find(String name) {
    try {
      Path list = folder(name).resolve(LIST);
      return Files.exists(list)
          ? Optional.of(JSON.readValue(Files.readAllBytes(list), PictureList.class))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** A picture by names that came from outside; empty for all that is none. */
  Optional<Path> picture(String name, String file) {
    Matcher picture = PICTURE.matcher(file);
    if (!NAME.matcher(name).matches() || !picture.matches()) {
      return Optional.empty();
    }
    return Optional.of(folder(name).resolve(file)).filter(Files::isRegularFile);
  }

  /** An empty folder to make pictures in. */
  Path work(String name) throws IOException {
    Path work = root.resolve(WORK + name);
    remove(work);
    return Files.createDirectory(work);
  }

  /** Makes what lies in a working folder the pictures of that name. */
  void publish(Path work, String name, PictureList list) throws IOException {
    Files.write(work.resolve(LIST), JSON.writeValueAsBytes(list));
    Path target = folder(name);
    Files.createDirectories(target.getParent());
    remove(target);
    try {
      Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another made the same of the same content.
      remove(work);
    }
  }

  private Path folder(String name) {
    return root.resolve(name.substring(0, 2)).resolve(name);
  }

  /** Removes a folder with the files in it. */
  static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
