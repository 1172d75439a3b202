package medianest.subtitles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import medianest.media.subtitle.VobSubFile;

/** The two files of subtitles as they are copied from DVDs: {@code .idx} and {@code .sub}. */
final class VobSubPair {

  private VobSubPair() {}

  /** The languages that the text of a pair names. */
  static List<VobSubFile> languages(Path idx) throws IOException {
    return VobSubFile.of(new String(Files.readAllBytes(idx), StandardCharsets.ISO_8859_1));
  }

  /**
   * The file with the pictures; empty where there is none, or one larger than any real one.
   *
   * @param root what it may not lead out of
   */
  static Optional<Path> pictures(Path idx, Path root) throws IOException {
    String name = String.valueOf(idx.getFileName());
    String stem = name.substring(0, name.lastIndexOf('.') + 1);
    for (String ending : List.of("sub", "SUB", "Sub")) {
      Path sub = idx.resolveSibling(stem + ending);
      if (Files.isRegularFile(sub)) {
        Path real = sub.toRealPath();
        boolean good =
            real.startsWith(root.toRealPath()) && Files.size(real) <= SideForm.LARGEST_PICTURES;
        return good ? Optional.of(real) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
