package medianest.subtitles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.media.io.Bytes;
import medianest.media.subtitle.WebVtt;

/**
 * The subtitle files beside the videos, looked for when somebody asks and remembered for a moment.
 */
public final class Subtitles {

  /** Whoever puts a file beside a film sees it after this. */
  private static final Duration FOLDER_KNOWN = Duration.ofSeconds(15);

  private static final Duration TEXT_KNOWN = Duration.ofHours(1);
  private static final int MOST_FOLDERS = 2_000;
  private static final long TEXT_BYTES = 16 << 20;

  private final VideoFiles videos;
  private final Cache<String, List<SideFile>> folders;
  private final Cache<String, byte[]> texts;
  private final SideWindows windows;

  private Subtitles(
      VideoFiles videos,
      Cache<String, List<SideFile>> folders,
      Cache<String, byte[]> texts,
      SideWindows windows) {
    this.videos = videos;
    this.folders = folders;
    this.texts = texts;
    this.windows = windows;
  }

  public static Subtitles of(VideoFiles videos, CacheMetrics metrics) {
    return new Subtitles(
        videos,
        Cache.of("subtitle_folders", Cache.Bound.ofCount(MOST_FOLDERS), FOLDER_KNOWN, metrics),
        Cache.of(
            "subtitle_texts",
            Cache.Bound.ofBytes(TEXT_BYTES, text -> text.length + 100),
            TEXT_KNOWN,
            metrics),
        SideWindows.of(metrics));
  }

  /**
   * A subtitle file, for people and for players.
   *
   * @param id names this version of the file
   * @param format as people call it
   * @param language a BCP 47 tag, {@code und} where nothing is known
   * @param styled whether the file draws more than text
   * @param pictures whether it holds pictures in place of text
   */
  public record Side(
      String id,
      String fileName,
      String format,
      String language,
      String name,
      boolean isDefault,
      boolean forced,
      boolean hearingImpaired,
      boolean styled,
      boolean pictures) {}

  /** Those of an item; none where there is no such item. */
  public List<Side> of(String itemId) {
    return files(itemId).stream().map(Subtitles::side).toList();
  }

  /** The text of a file as WebVTT, whatever it is; empty where the item has no such file. */
  Optional<byte[]> webVtt(String itemId, String id) throws IOException {
    return text(itemId, id, true);
  }

  /** The text of a styled file as it is, in UTF-8; empty where the item has no such file. */
  Optional<byte[]> original(String itemId, String id) throws IOException {
    return text(itemId, id, false);
  }

  /**
   * What a file of pictures shows between two times of the film, as Presentation Graphics; empty
   * where the item has no such file.
   */
  Optional<Bytes> pictures(String itemId, String id, long fromUs, long toUs) throws IOException {
    Optional<SideFile> file =
        files(itemId).stream()
            .filter(each -> each.id().equals(id) && each.form().pictures())
            .findFirst();
    Optional<VideoFiles.Video> video = videos.find(itemId);
    if (file.isEmpty() || video.isEmpty()) {
      return Optional.empty();
    }
    Path path = file.get().path();
    Optional<Path> pictures =
        file.get().form() == SideForm.PGS
            ? Optional.of(path)
            : VobSubPair.pictures(path, video.get().root());
    return pictures.isPresent()
        ? Optional.of(windows.read(file.get(), pictures.get(), fromUs, toUs))
        : Optional.empty();
  }

  private Optional<byte[]> text(String itemId, String id, boolean converted) throws IOException {
    Optional<SideFile> file =
        files(itemId).stream()
            .filter(each -> each.id().equals(id) && !each.form().pictures())
            .filter(each -> converted || each.form() == SideForm.SUB_STATION)
            .findFirst();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(texts.get(id + converted, _ -> read(file.get(), converted)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static byte[] read(SideFile file, boolean converted) {
    try {
      byte[] utf8 = CharacterSet.toUtf8(Files.readAllBytes(file.path()), file.name().language());
      return converted
          ? WebVtt.write(file.form().cues(utf8)).getBytes(StandardCharsets.UTF_8)
          : utf8;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<SideFile> files(String itemId) {
    return folders.get(
        itemId,
        id -> videos.find(id).map(video -> SideFolder.list(videos, video)).orElse(List.of()));
  }

  private static Side side(SideFile file) {
    SideName name = file.name();
    return new Side(
        file.id(),
        file.fileName(),
        file.form().title(),
        name.language(),
        name.title(),
        name.isDefault(),
        name.forced(),
        name.hearingImpaired(),
        file.form() == SideForm.SUB_STATION,
        file.form().pictures());
  }
}
