package medianest.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.http.Problem;
import medianest.media.io.MediaException;
import medianest.media.segment.SegmentPlan;
import medianest.media.track.MediaIndex;
import medianest.transcode.Transcoder;

/** Files, their indexes and plans, read when first needed and kept while they are watched. */
final class Films implements AutoCloseable {

  /** How long the library is believed about a file. */
  private static final Duration FILE_KNOWN = Duration.ofSeconds(30);

  private static final Duration INDEX_KNOWN = Duration.ofHours(2);
  private static final int MOST_FILES = 10_000;

  private final SourceFiles files;
  private final IndexReader reader;
  private final Transcoder transcoder;
  private final OpenFiles open = new OpenFiles();
  private final Cache<String, Optional<SourceFile>> known;
  private final Cache<FileKey, Opened> films;

  Films(
      SourceFiles files,
      IndexReader reader,
      Transcoder transcoder,
      StreamConfig config,
      CacheMetrics metrics) {
    this.files = files;
    this.reader = reader;
    this.transcoder = transcoder;
    this.known = Cache.of("stream_files", Cache.Bound.ofCount(MOST_FILES), FILE_KNOWN, metrics);
    this.films =
        Cache.of(
            "stream_indexes",
            Cache.Bound.ofBytes(config.indexCacheBytes(), Opened::weight),
            INDEX_KNOWN,
            metrics);
  }

  OpenFiles open() {
    return open;
  }

  /** What the library knows, asked afresh. */
  Optional<SourceFile> find(String itemId) {
    known.drop(itemId);
    return known.get(itemId, files::find);
  }

  /**
   * The version of a file that a ticket was made for.
   *
   * @throws Problem 404 where the library knows another by now
   */
  SourceFile file(Ticket ticket) {
    return known
        .get(ticket.itemId(), files::find)
        .filter(f -> f.version().equals(ticket.version()))
        .orElseThrow(OpenFiles::changed);
  }

  /** The same where it is known already and still believed. */
  Optional<SourceFile> fileInMemory(Ticket ticket) {
    Optional<SourceFile> file = known.ifPresent(ticket.itemId());
    return file == null ? Optional.empty() : file.filter(f -> f.version().equals(ticket.version()));
  }

  /** A file that was looked into; that it could not be read is remembered as well. */
  private sealed interface Opened {

    int weight();

    record TakenApart(Film film) implements Opened {
      @Override
      public int weight() {
        return film.weight();
      }
    }

    record Unreadable(MediaException reason) implements Opened {
      @Override
      public int weight() {
        return 1000;
      }
    }
  }

  /**
   * The file taken apart.
   *
   * @throws MediaException if it cannot be
   */
  Film film(SourceFile file) throws IOException {
    Opened opened;
    try {
      opened = films.get(file.key(), key -> load(file));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e.getCause());
    }
    return switch (opened) {
      case Opened.TakenApart(Film film) -> film;
      case Opened.Unreadable(MediaException reason) -> throw reason;
    };
  }

  /** The open file of a film; to be released. */
  SharedChannel acquire(Film film) throws IOException {
    try {
      return open.acquire(film.bytesKey(), film.bytes());
    } catch (Problem e) {
      if (!film.bytes().path().equals(film.file().path())) {
        // The copy in the other container has gone from the cache, and is made again.
        films.drop(film.file().key());
        throw Problem.busy(1, "The file is being prepared.");
      }
      throw e;
    }
  }

  /** Whether the file has to be written anew before it can be taken apart. */
  static boolean foreign(SourceFile file) {
    return file.container().filter(c -> !c.indexed()).isPresent();
  }

  /** The file taken apart, if it is in memory so already. */
  Optional<Film> loaded(FileKey key) {
    return films.ifPresent(key) instanceof Opened.TakenApart(Film film)
        ? Optional.of(film)
        : Optional.empty();
  }

  private Opened load(SourceFile file) {
    try {
      Film.Bytes bytes = bytes(file);
      SharedChannel channel = open.acquire(bytes.key(file), bytes);
      try {
        MediaIndex index = reader.open(new ChannelSource(channel.channel(), bytes.size()));
        return new Opened.TakenApart(new Film(file, bytes, index, SegmentPlan.of(index)));
      } finally {
        channel.release();
      }
    } catch (MediaException e) {
      return new Opened.Unreadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Film.Bytes bytes(SourceFile file) throws IOException {
    if (!foreign(file)) {
      return Film.Bytes.of(file);
    }
    String key = file.itemId() + "-" + file.version();
    Path anew = transcoder.asMp4(key, file.path(), file.container().orElseThrow());
    long modifiedNs = Files.getLastModifiedTime(anew).to(TimeUnit.NANOSECONDS);
    return new Film.Bytes(anew, Files.size(anew), modifiedNs);
  }

  @Override
  public void close() {
    open.close();
  }
}
