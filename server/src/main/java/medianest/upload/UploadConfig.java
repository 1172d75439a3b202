package medianest.upload;

import java.nio.file.Path;

/**
 * Settings under {@code upload}.
 *
 * @param folder where uploads are kept; empty for {@code uploads} in the data folder
 * @param maxBytes a larger file is refused
 * @param reserveBytes what must stay free on the disk
 */
public record UploadConfig(String folder, long maxBytes, long reserveBytes) {

  private static final long GIB = 1L << 30;

  public UploadConfig {
    if (maxBytes <= 0 || reserveBytes < 0) {
      throw new IllegalArgumentException(
          "upload.maxBytes must be positive, and upload.reserveBytes not negative.");
    }
  }

  public static UploadConfig defaults() {
    return new UploadConfig("", 100 * GIB, GIB / 4);
  }

  Path folderIn(Path dataFolder) {
    return folder.isEmpty() ? dataFolder.resolve("uploads") : Path.of(folder);
  }
}
