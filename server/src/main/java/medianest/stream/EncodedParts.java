package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import medianest.media.codec.MediaKind;
import medianest.media.fmp4.FileSpan;
import medianest.media.hls.EncodedRendition;
import medianest.media.hls.MediaPlaylist;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Track;
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
    List<EncodedRendition> all = new ArrayList<>();
    for (Track track : film.index().tracks()) {
      if (offer.encoded().contains(track.number())) {
        boolean ownSize = !offer.tracks().contains(track.number());
        for (Rendition each : Renditions.of(film.plan(), track, ownSize, offer.mostBitrate())) {
          all.add(
              new EncodedRendition(
                  each.segments(), each.folder(), each.peakBitrate(), each.averageBitrate()));
        }
      }
    }
    return all;
  }

  /** What is sent. */
  sealed interface Answer {

    record Playlist(Part.Text text) implements Answer {}

    /** A file on disk, open. */
    record Stored(Part.Spans content, SharedChannel channel) implements Answer {}
  }

  Answer answer(Film film, PartFolder folder, PartName name) throws IOException {
    Rendition rendition =
        film.index().tracks().stream()
            .filter(t -> t.number() == folder.track())
            .findFirst()
            .flatMap(t -> Renditions.find(film.plan(), t, folder.name()))
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
      case KEY_PLAYLIST, KEY, TEXT, TEXT_WINDOW, STYLED, FONTS, FONT -> throw PartWriter.nothing();
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
