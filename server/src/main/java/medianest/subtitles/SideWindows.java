package medianest.subtitles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.media.io.Bytes;
import medianest.media.io.FileSource;
import medianest.media.subtitle.SidePictures;
import medianest.media.subtitle.SupIndex;

/**
 * Files of subtitles in pictures, which may be large: where the pictures lie is read once and kept,
 * the pictures themselves are read when they are shown.
 */
final class SideWindows {

  private static final Duration KNOWN = Duration.ofHours(2);
  private static final long BYTES = 16 << 20;

  private final Cache<String, SidePictures> places;

  private SideWindows(Cache<String, SidePictures> places) {
    this.places = places;
  }

  static SideWindows of(CacheMetrics metrics) {
    return new SideWindows(
        Cache.of(
            "subtitle_pictures", Cache.Bound.ofBytes(BYTES, SidePictures::weight), KNOWN, metrics));
  }

  /**
   * What a file shows between two times of the film.
   *
   * @param pictures where its pictures are: the file itself or the other of its pair
   */
  Bytes read(SideFile file, Path pictures, long fromUs, long toUs) throws IOException {
    try (FileSource source = FileSource.open(pictures)) {
      return places.get(file.id(), _ -> places(file, source)).window(source, fromUs, toUs);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static SidePictures places(SideFile file, FileSource source) {
    try {
      return file.form() == SideForm.PGS
          ? SupIndex.of(source)
          : VobSubPair.languages(file.path()).stream()
              .skip(file.part())
              .findFirst()
              .orElseThrow(() -> new NoSuchFileException(file.fileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
