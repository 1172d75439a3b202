package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import medianest.media.codec.MediaKind;
import medianest.media.fmp4.FileSpan;
import medianest.media.hls.EncodedRendition;
import medianest.media.hls.MediaPlaylist;
import medianest.media.segment.TrackSegments;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;
import medianest.playback.Quality;
import medianest.playback.Streams.Offer;
import medianest.transcode.Rendition;
import medianest.transcode.Renditions;
import medianest.transcode.Source;
import medianest.transcode.Transcoder;

/** What is encoded anew for those who cannot decode a track as it is. */
final class EncodedParts {

  private final Transcoder transcoder;

  EncodedParts(Transcoder transcoder) {
    this.transcoder = transcoder;
  }

  /** What the master playlist lists beside the tracks as they are. */
  static List<EncodedRendition> offered(Film film, Offer offer) {
    return renditions(film, offer).stream()
        .map(r ->
            new EncodedRendition(r.segments(), r.folder(), r.peakBitrate(), r.averageBitrate()))
        .toList();
  }

  private static List<Rendition> renditions(Film film, Offer offer) {
    List<Rendition> all = new ArrayList<>();
    Optional<Track> drawn = offer.drawn().flatMap(n -> track(film, n));
    for (Track track : film.index().tracks()) {
      if (offer.encoded().contains(track.number())) {
        boolean besideItself = offer.tracks().contains(track.number());
        Renditions.Wish wish =
            new Renditions.Wish(!besideItself, offer.mostBitrate(), offer.channels(), drawn);
        Renditions.of(film.plan(), track, wish).stream()
            .filter(r -> !besideItself || worthMaking(film, r))
            .forEach(all::add);
      }
    }
    return all;
  }

  /** What would take as many bits as the film itself, which can be had as well, is of no use. */
  private static boolean worthMaking(Film film, Rendition rendition) {
    return rendition.picture().isPresent() && rendition.averageBitrate() < bitrate(film);
  }

  /** Of the whole file, on average, in bits per second. */
  private static long bitrate(Film film) {
    return film.bytes().size() * 8_000_000 / Math.max(1, film.index().durationUs());
  }

  /** In which sizes there is a picture, from the best on. */
  static List<Quality> qualities(Film film, Offer offer) {
    List<Quality> all = new ArrayList<>();
    film.plan()
        .lead()
        .map(TrackSegments::track)
        .filter(t -> offer.tracks().contains(t.number()))
        .ifPresent(t -> {
          if (t.format() instanceof SampleFormat.Video video) {
            all.add(
                new Quality(
                    "original", video.displayWidth(), video.displayHeight(), bitrate(film), true));
          }
        });
    for (Rendition each : renditions(film, offer)) {
      each.picture()
          .ifPresent(p ->
              all.add(new Quality(p.name(), p.width(), p.height(), each.averageBitrate(), false)));
    }
    return all;
  }

  private static Optional<Track> track(Film film, int number) {
    return film.index().tracks().stream().filter(t -> t.number() == number).findFirst();
  }

  /** What is sent. */
  sealed interface Answer {

    record Playlist(Part.Text text) implements Answer {}

    /** A file on disk, open. */
    record Stored(Part.Spans content, SharedChannel channel) implements Answer {}
  }

  Answer answer(Film film, PartFolder folder, PartName name) throws IOException {
    Rendition rendition =
        track(film, folder.track())
            .flatMap(t ->
                Renditions.find(
                    film.plan(), t, folder.name(), folder.drawn().flatMap(n -> track(film, n))))
            .orElseThrow(PartWriter::nothing);
    Source source = source(film);
    return switch (name.kind()) {
      case PLAYLIST -> new Answer.Playlist(playlist(film, rendition));
      case INIT -> open(rendition, transcoder.init(source, rendition));
      case SEGMENT -> {
        if (name.number() >= rendition.segments().count()) {
          throw PartWriter.nothing();
        }
        yield open(rendition, transcoder.segment(source, rendition, name.number()));
      }
      case KEY_PLAYLIST, KEY, TEXT, TEXT_WINDOW, PICTURES_WINDOW, STYLED, FONTS, FONT ->
          throw PartWriter.nothing();
    };
  }

  private static Source source(Film film) {
    String key = film.file().itemId() + "-" + film.address();
    return new Source(key, film.bytes().path(), film.index(), film.plan());
  }

  private static Part.Text playlist(Film film, Rendition rendition) {
    TrackSegments segments = rendition.segments();
    // Sound is cut on its own frames, so its longest segment may be a little longer.
    long longestUs =
        LongStream.range(0, segments.count())
            .map(k -> segments.durationUs((int) k))
            .max()
            .orElse(0);
    int target = Math.toIntExact((longestUs + 500_000) / 1_000_000);
    String text = MediaPlaylist.of(segments, Math.max(target, film.plan().targetDurationSeconds()));
    return new Part.Text(
        PartWriter.PLAYLIST_TYPE, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Leaves from the disk by zero copy; the file closes with the last byte. */
  private static Answer open(Rendition rendition, FileChannel channel) throws IOException {
    boolean picture = rendition.segments().track().format().codec().kind() == MediaKind.VIDEO;
    Part.Spans content =
        new Part.Spans(
            picture ? "video/mp4" : "audio/mp4",
            ByteBuffer.allocate(0),
            List.of(new FileSpan(0, channel.size())));
    return new Answer.Stored(content, new SharedChannel(channel, channel.size()));
  }
}
