package medianest.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.http.Problem;
import medianest.media.io.MediaException;
import medianest.media.segment.SegmentPlan;
import medianest.media.track.MediaIndex;

/** Files, their indexes and plans, read when first needed and kept while they are watched. */
final class Films implements AutoCloseable {

  /** How long the library is believed about a file. */
  private static final Duration FILE_KNOWN = Duration.ofSeconds(30);

  private static final Duration INDEX_KNOWN = Duration.ofHours(2);
  private static final int MOST_FILES = 10_000;

  private final SourceFiles files;
  private final IndexReader reader;
  private final OpenFiles open = new OpenFiles();
  private final Cache<String, Optional<SourceFile>> known;
  private final Cache<FileKey, Opened> films;

  Films(SourceFiles files, IndexReader reader, StreamConfig config, CacheMetrics metrics) {
    this.files = files;
    this.reader = reader;
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

  private Opened load(SourceFile file) {
    try {
      SharedChannel channel = open.acquire(file);
      try {
        MediaIndex index = reader.open(new ChannelSource(channel.channel(), file.sizeBytes()));
        return new Opened.TakenApart(new Film(file, index, SegmentPlan.of(index)));
      } catch (MediaException e) {
        return new Opened.Unreadable(e);
      } finally {
        channel.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
