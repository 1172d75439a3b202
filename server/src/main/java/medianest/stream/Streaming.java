package medianest.stream;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import medianest.cache.CacheMetrics;
import medianest.http.Caller;
import medianest.media.io.MediaException;
import medianest.playback.Playable;
import medianest.playback.Streams;
import org.jspecify.annotations.Nullable;

/** Streaming as a whole: what playback needs of it, and the routes under a ticket. */
public final class Streaming implements Streams {

  private final Tickets tickets;
  private final Films films;
  private final StreamApi api;

  private Streaming(Tickets tickets, Films films, StreamApi api) {
    this.tickets = tickets;
    this.films = films;
    this.api = api;
  }

  /**
   * Connects the parts.
   *
   * @param files which file is behind an item
   */
  public static Streaming of(
      Tickets tickets,
      SourceFiles files,
      IndexReader reader,
      StreamConfig config,
      CacheMetrics metrics) {
    Films films = new Films(files, reader, config, metrics);
    return new Streaming(tickets, films, new StreamApi(tickets, films, config, metrics));
  }

  public StreamApi api() {
    return api;
  }

  @Override
  public @Nullable Playable find(String itemId) throws IOException {
    SourceFile file = films.find(itemId).orElse(null);
    if (file == null) {
      return null;
    }
    try {
      Film film = films.film(file);
      Set<Integer> cut =
          film.plan().tracks().stream().map(t -> t.track().number()).collect(Collectors.toSet());
      return new Playable(
          itemId,
          file.sizeBytes(),
          Optional.of(film.index().container()),
          Optional.of(new Playable.Tracks(film.index(), cut)),
          Optional.empty());
    } catch (MediaException e) {
      return new Playable(
          itemId,
          file.sizeBytes(),
          file.container(),
          Optional.empty(),
          Optional.ofNullable(e.getMessage()));
    }
  }

  @Override
  public Admission admit(Caller caller, String itemId, Set<Integer> tracks) throws IOException {
    SourceFile file = films.find(itemId).orElseThrow(OpenFiles::changed);
    Instant until = tickets.expiry();
    String sealed = tickets.issue(caller, itemId, file.version(), tracks, until);
    Optional<String> plan = plan(file);
    return new Admission("/stream/" + sealed + "/", plan, until);
  }

  private Optional<String> plan(SourceFile file) throws IOException {
    try {
      return Optional.of(films.film(file).address());
    } catch (MediaException e) {
      return Optional.empty();
    }
  }
}
