package medianest.artwork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of people, by their names as items have them. Whatever came from elsewhere is
 * decoded and encoded anew before anybody is shown it.
 */
public final class Portraits {

  private static final Logger LOG = LoggerFactory.getLogger(Portraits.class);

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
  private static final String ENDING = ".jpg";
  private static final Size LARGEST = new Size(320, 480);

  private final PortraitStore store;
  private final PictureMaker maker;
  private final Path folder;

  Portraits(PortraitStore store, PictureMaker maker, Path folder) {
    this.store = store;
    this.maker = maker;
    this.folder = folder;
  }

  /** The addresses of those that there are, by the names. */
  public Map<String, String> of(List<String> names) {
    Map<String, String> addresses = new HashMap<>();
    store
        .find(names)
        .forEach((name, file) -> addresses.put(name, "/api/v1/portraits/" + file + ENDING));
    return addresses;
  }

  /** Keeps the picture of somebody; what is no picture is passed over. */
  public void keep(String name, byte[] picture) throws InterruptedException {
    Optional<PictureHead> head = PictureHead.of(picture);
    if (head.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path part = Files.write(Files.createTempFile(folder, "portrait", ".part"), picture);
      try {
        byte[] jpeg =
            maker.jpegWithin(
                new PictureMaker.Origin(part, head.get().demuxer(), 0, false), LARGEST);
        String file = new Fingerprint().pictures(List.of(jpeg)).name();
        Path target = path(file);
        Files.createDirectories(target.getParent());
        Files.write(part, jpeg);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        store.keep(name, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      LOG.info("The picture of a person could not be kept: {}", e.toString());
    }
  }

  /** A picture by a name that came from outside; empty for all that is none. */
  Optional<Path> file(String name) {
    String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
    return NAME.matcher(stem).matches()
        ? Optional.of(path(stem)).filter(Files::isRegularFile)
        : Optional.empty();
  }

  private Path path(String name) {
    return folder.resolve(name.substring(0, 2)).resolve(name + ENDING);
  }
}
