package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import medianest.http.Problem;
import medianest.media.codec.MediaKind;
import medianest.media.fmp4.MediaSegment;
import medianest.media.fmp4.PackagedTrack;
import medianest.media.hls.MediaPlaylist;
import medianest.media.io.ByteSource;
import medianest.media.segment.TrackSegments;
import medianest.media.subtitle.TrackCues;
import medianest.media.subtitle.TrackPictures;
import medianest.media.subtitle.WebVtt;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;
import medianest.playback.TextWindows;

/** Makes the parts of a track. */
final class PartWriter {

  static final String PLAYLIST_TYPE = "application/vnd.apple.mpegurl";

  private static final String TEXT_TYPE = "text/vtt; charset=utf-8";

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

  /** Whether the file has such a part. */
  static boolean exists(Film film, int trackNumber, PartName name) {
    Optional<TrackSegments> segments = film.plan().track(trackNumber);
    return switch (name.kind()) {
      case PLAYLIST -> segments.isPresent() || text(film, trackNumber).isPresent();
      case KEY_PLAYLIST, INIT -> segments.isPresent();
      case SEGMENT -> segments.filter(s -> name.number() < s.count()).isPresent();
      case KEY -> segments.filter(s -> name.number() < s.keyCount()).isPresent();
      case TEXT -> text(film, trackNumber).isPresent();
      case TEXT_WINDOW ->
          text(film, trackNumber).isPresent()
              && name.number() < windows(film.index(), TextWindows.LENGTH_US);
      case PICTURES_WINDOW ->
          pictures(film, trackNumber).isPresent()
              && name.number() < windows(film.index(), TrackPictures.WINDOW_US);
      case STYLED, FONTS, FONT -> text(film, trackNumber).filter(TrackCues::hasStyles).isPresent();
    };
  }

  /** Makes a part that exists. */
  Part write(int trackNumber, PartName name) throws IOException {
    Optional<Track> pictures = pictures(film, trackNumber);
    if (pictures.isPresent()) {
      return pictures(pictures.get(), name.number());
    }
    Optional<Track> text = text(film, trackNumber);
    return text.isPresent()
        ? text(text.get(), name)
        : media(film.plan().track(trackNumber).orElseThrow(), name);
  }

  private static Optional<Track> text(Film film, int trackNumber) {
    return film.index().tracks().stream()
        .filter(t -> t.number() == trackNumber && TrackCues.readable(t.format().codec()))
        .findFirst();
  }

  private static Optional<Track> pictures(Film film, int trackNumber) {
    return film.index().tracks().stream()
        .filter(t -> t.number() == trackNumber && TrackPictures.readable(t))
        .findFirst();
  }

  private Part pictures(Track track, int window) throws IOException {
    long from = window * TrackPictures.WINDOW_US;
    long to = from + TrackPictures.WINDOW_US;
    return new Part.Whole(
        TrackPictures.TYPE, TrackPictures.window(film.index(), source, track, from, to).buffer());
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
      case SEGMENT -> segment(type, packaged.segment(source, name.number()));
      case KEY -> segment(type, packaged.key(source, name.number()));
      case TEXT, TEXT_WINDOW, PICTURES_WINDOW, STYLED, FONTS, FONT -> throw nothing();
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
    return switch (name.kind()) {
      case PLAYLIST -> text(PLAYLIST_TYPE, textPlaylist());
      case TEXT -> text(TEXT_TYPE, WebVtt.write(TrackCues.read(film.index(), source, track)));
      case TEXT_WINDOW -> {
        long from = name.number() * TextWindows.LENGTH_US;
        long to = from + TextWindows.LENGTH_US;
        yield text(
            TEXT_TYPE, WebVtt.write(TrackCues.window(film.index(), source, track, from, to)));
      }
      case STYLED ->
          text("text/x-ssa; charset=utf-8", TrackCues.styled(film.index(), source, track));
      case FONTS -> text("application/json", Fonts.of(film, source).list());
      case FONT -> Fonts.of(film, source).font(name.number());
      case KEY_PLAYLIST, INIT, SEGMENT, KEY, PICTURES_WINDOW -> throw nothing();
    };
  }

  private String textPlaylist() {
    long durationUs = film.index().durationUs();
    return TextWindows.needed(film.index().container())
        ? MediaPlaylist.ofText(durationUs, TextWindows.LENGTH_US)
        : MediaPlaylist.ofText(durationUs);
  }

  private static int windows(MediaIndex index, long lengthUs) {
    return MediaPlaylist.textWindows(index.durationUs(), lengthUs);
  }

  private static Part text(String type, String text) {
    return new Part.Text(type, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Problem nothing() {
    return Problem.notFound("There is nothing at this address.");
  }
}
