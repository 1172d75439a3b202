package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import medianest.http.Problem;
import medianest.media.codec.MediaKind;
import medianest.media.fmp4.MediaSegment;
import medianest.media.fmp4.PackagedTrack;
import medianest.media.hls.MediaPlaylist;
import medianest.media.io.ByteSource;
import medianest.media.segment.TrackSegments;
import medianest.media.subtitle.TrackCues;
import medianest.media.subtitle.WebVtt;
import medianest.media.track.Track;

/** Makes the parts of a track. */
final class PartWriter {

  static final String PLAYLIST_TYPE = "application/vnd.apple.mpegurl";

  /** Up to here one copy into memory costs less than sending piece by piece. */
  private static final int GATHERED = 1 << 20;

  /** Segments that must be put together sample by sample are not made larger than this. */
  private static final int LARGEST_GATHERED = 64 << 20;

  private final Film film;
  private final ByteSource source;

  PartWriter(Film film, ByteSource source) {
    this.film = film;
    this.source = source;
  }

  /**
   * Makes one part.
   *
   * @throws Problem 404 where the track has no such part
   */
  Part write(int trackNumber, PartName name) throws IOException {
    Track track =
        film.index().tracks().stream()
            .filter(t -> t.number() == trackNumber)
            .findFirst()
            .orElseThrow(PartWriter::nothing);
    if (track.format().codec().kind() == MediaKind.TEXT) {
      return text(track, name);
    }
    TrackSegments segments = film.plan().track(trackNumber).orElseThrow(PartWriter::nothing);
    return media(segments, name);
  }

  private Part media(TrackSegments segments, PartName name) throws IOException {
    PackagedTrack packaged = new PackagedTrack(film.index(), segments);
    String type =
        segments.track().format().codec().kind() == MediaKind.VIDEO ? "video/mp4" : "audio/mp4";
    return switch (name.kind()) {
      case PLAYLIST ->
          text(PLAYLIST_TYPE, MediaPlaylist.of(segments, film.plan().targetDurationSeconds()));
      case KEY_PLAYLIST -> text(PLAYLIST_TYPE, MediaPlaylist.ofKeyFrames(segments));
      case INIT -> new Part.Whole(type, packaged.init());
      case SEGMENT -> {
        requireBelow(name.number(), segments.count());
        yield segment(type, packaged.segment(source, name.number()));
      }
      case KEY -> {
        requireBelow(name.number(), segments.keyCount());
        yield segment(type, packaged.key(source, name.number()));
      }
      case TEXT -> throw nothing();
    };
  }

  private Part segment(String type, MediaSegment segment) throws IOException {
    boolean small = segment.byteCount() <= GATHERED && segment.pieces().size() > 1;
    if (segment.asStored() && !small) {
      return new Part.Spans(type, segment.head(), segment.pieces());
    }
    if (segment.byteCount() > LARGEST_GATHERED) {
      throw new Problem(422, "too-large", "This part of the file is too large to be streamed.");
    }
    return new Part.Whole(type, segment.gather(source));
  }

  private Part text(Track track, PartName name) throws IOException {
    if (!TrackCues.readable(track.format().codec())) {
      throw nothing();
    }
    return switch (name.kind()) {
      case PLAYLIST -> text(PLAYLIST_TYPE, MediaPlaylist.ofText(film.index().durationUs()));
      case TEXT ->
          text(
              "text/vtt; charset=utf-8", WebVtt.write(TrackCues.read(film.index(), source, track)));
      case KEY_PLAYLIST, INIT, SEGMENT, KEY -> throw nothing();
    };
  }

  private static Part text(String type, String text) {
    return new Part.Text(type, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void requireBelow(int number, int count) {
    if (number >= count) {
      throw nothing();
    }
  }

  static Problem nothing() {
    return Problem.notFound("There is nothing at this address.");
  }
}
