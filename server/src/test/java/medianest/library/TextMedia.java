package medianest.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import medianest.media.codec.Codec;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.probe.Sniffed;
import medianest.media.track.Chapter;
import medianest.media.track.Colour;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.Track;

/**
 * Reads files whose content says in a word what they are: {@code film 12.5}, {@code sound 3},
 * {@code avi}, {@code broken}, {@code refused}, {@code fault}; anything else is no media.
 */
final class TextMedia implements MediaReader {

  @Override
  public Container sniff(ByteSource source) throws IOException {
    return switch (word(source)) {
      case "film", "sound", "broken", "refused", "fault" -> Container.MP4;
      case "avi" -> Container.AVI;
      default -> throw new UnsupportedMedia("The file is no video or audio of a known kind.");
    };
  }

  @Override
  public Sniffed open(ByteSource source) throws IOException {
    return switch (word(source)) {
      case "film" -> new Sniffed.Indexed(new Index(video(), seconds(source)));
      case "sound" -> new Sniffed.Indexed(new Index(audio(), seconds(source)));
      case "broken" -> throw new BrokenMedia("The file ends too early.");
      case "refused" -> throw new RefusedMedia("The file is encrypted.");
      case "avi" -> new Sniffed.Known(Container.AVI);
      case "fault" -> throw new IllegalStateException("a fault of the reader");
      default -> throw new UnsupportedMedia("The file is no video or audio of a known kind.");
    };
  }

  private static String word(ByteSource source) throws IOException {
    return text(source).split(" ", -1)[0];
  }

  private static double seconds(ByteSource source) throws IOException {
    return Double.parseDouble(text(source).split(" ", -1)[1].strip());
  }

  private static String text(ByteSource source) throws IOException {
    int length = (int) Math.min(40, source.length());
    return new String(source.bytes(0, length), StandardCharsets.UTF_8);
  }

  private static SampleFormat video() {
    return new SampleFormat.Video(
        Codec.AVC,
        "avc1.64001f",
        Bytes.EMPTY,
        1920,
        1080,
        PixelAspect.SQUARE,
        Rotation.NONE,
        Colour.UNKNOWN,
        Bytes.EMPTY);
  }

  private static SampleFormat audio() {
    return new SampleFormat.Audio(Codec.AAC, "mp4a.40.2", Bytes.EMPTY, 2, 48_000, 1024, 16);
  }

  private record Index(SampleFormat format, double seconds) implements MediaIndex {

    @Override
    public Container container() {
      return Container.MP4;
    }

    @Override
    public List<Track> tracks() {
      long end = Math.round(seconds * 1000);
      return List.of(
          new Track(0, 1, format, 1000, "en", "Main\0", true, false, 0, end, 10, 125 * end));
    }

    @Override
    public long durationUs() {
      return Math.round(seconds * 1_000_000);
    }

    @Override
    public List<Chapter> chapters() {
      return List.of(new Chapter(1_500_000, "Second"));
    }

    @Override
    public String title() {
      return "Inside";
    }

    @Override
    public long[] entryPoints(Track track) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long firstAtOrAfter(Track track, long time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Samples samples(ByteSource source, Track track, long from, long to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long[] shown(ByteSource source, Track track, long from, long to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long byteCount(Track track, long from, long to) {
      throw new UnsupportedOperationException();
    }
  }
}
