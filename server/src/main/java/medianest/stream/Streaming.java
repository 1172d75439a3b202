package medianest.stream;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import medianest.cache.CacheMetrics;
import medianest.http.Caller;
import medianest.media.io.MediaException;
import medianest.media.track.Container;
import medianest.media.track.Track;
import medianest.playback.Playable;
import medianest.playback.Quality;
import medianest.playback.Streams;
import medianest.transcode.Renditions;
import medianest.transcode.Transcoder;
import org.jspecify.annotations.Nullable;

/** Streaming as a whole: what playback needs of it, and the routes under a ticket. */
public final class Streaming implements Streams {

  private final Tickets tickets;
  private final Films films;
  private final Transcoder transcoder;
  private final StreamApi api;

  private Streaming(Tickets tickets, Films films, Transcoder transcoder, StreamApi api) {
    this.tickets = tickets;
    this.films = films;
    this.transcoder = transcoder;
    this.api = api;
  }

  /**
   * Connects the parts.
   *
   * @param files which file is behind an item
   * @param transcoder makes what a client cannot decode decodable
   */
  public static Streaming of(
      Tickets tickets,
      SourceFiles files,
      IndexReader reader,
      Transcoder transcoder,
      StreamConfig config,
      CacheMetrics metrics) {
    Films films = new Films(files, reader, transcoder, config, metrics);
    EncodedParts encoded = new EncodedParts(transcoder);
    StreamApi api = new StreamApi(tickets, films, encoded, config, metrics);
    return new Streaming(tickets, films, transcoder, api);
  }

  public StreamApi api() {
    return api;
  }

  /** Files that are kept open since somebody watches them, or did a moment ago. */
  public long openFiles() {
    return films.open().count();
  }

  @Override
  public @Nullable Playable find(String itemId) throws IOException {
    SourceFile file = films.find(itemId).orElse(null);
    if (file == null) {
      return null;
    }
    if (Films.foreign(file) && films.loaded(file.key()).isEmpty()) {
      return new Playable(
          itemId,
          file.sizeBytes(),
          file.container(),
          bareSound(file),
          Optional.empty(),
          transcoder.obstacle());
    }
    return taken(file);
  }

  @Override
  public @Nullable Playable prepare(String itemId) throws IOException {
    SourceFile file = films.find(itemId).orElse(null);
    return file == null ? null : taken(file);
  }

  private Playable taken(SourceFile file) throws IOException {
    String itemId = file.itemId();
    try {
      Film film = films.film(file);
      Set<Integer> cut =
          film.plan().tracks().stream().map(t -> t.track().number()).collect(Collectors.toSet());
      return new Playable(
          itemId,
          file.sizeBytes(),
          Films.foreign(file) ? file.container() : Optional.of(film.index().container()),
          bareSound(file),
          Optional.of(new Playable.Tracks(film.index(), cut, encodable(film), drawable(film))),
          transcoder.obstacle());
    } catch (MediaException e) {
      return new Playable(
          itemId,
          file.sizeBytes(),
          file.container(),
          bareSound(file),
          Optional.empty(),
          Optional.ofNullable(e.getMessage()));
    }
  }

  private static boolean bareSound(SourceFile file) throws IOException {
    return switch (file.container().orElse(Container.MP4)) {
      case MP3, FLAC, WAV, ADTS -> true;
      case OGG -> OggStreams.onlySound(file.path());
      case MP4, QUICKTIME, MATROSKA, WEBM, MPEG_TS, MPEG_PS, AVI, FLV, ASF -> false;
    };
  }

  @Override
  public Admission admit(Caller caller, String itemId, Offer offer) throws IOException {
    SourceFile file = films.find(itemId).orElseThrow(OpenFiles::changed);
    Instant until = tickets.expiry();
    String sealed = tickets.issue(caller, itemId, file.version(), offer, until);
    Optional<String> plan = plan(file);
    return new Admission("/stream/" + sealed + "/", plan, until);
  }

  @Override
  public List<Quality> qualities(String itemId, Offer offer) throws IOException {
    SourceFile file = films.find(itemId).orElseThrow(OpenFiles::changed);
    if (Films.foreign(file) && films.loaded(file.key()).isEmpty()) {
      return List.of();
    }
    try {
      return EncodedParts.qualities(films.film(file), offer);
    } catch (MediaException e) {
      return List.of();
    }
  }

  /** The subtitles that are pictures, where the picture itself can be encoded with them. */
  private Set<Integer> drawable(Film film) {
    Set<Integer> encodable = encodable(film);
    if (film.plan().lead().filter(l -> encodable.contains(l.track().number())).isEmpty()) {
      return Set.of();
    }
    return film.index().tracks().stream()
        .filter(t -> Renditions.drawable(t.format().codec()))
        .map(Track::number)
        .collect(Collectors.toSet());
  }

  private Set<Integer> encodable(Film film) {
    if (transcoder.obstacle().isPresent()) {
      return Set.of();
    }
    return film.index().tracks().stream()
        .filter(t -> transcoder.possible(film.plan(), t))
        .map(Track::number)
        .collect(Collectors.toSet());
  }

  private Optional<String> plan(SourceFile file) throws IOException {
    if (Films.foreign(file)) {
      return films.loaded(file.key()).map(Film::address);
    }
    try {
      return Optional.of(films.film(file).address());
    } catch (MediaException e) {
      return Optional.empty();
    }
  }
}
