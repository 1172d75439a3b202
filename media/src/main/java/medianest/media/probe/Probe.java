package medianest.media.probe;

import java.io.IOException;
import medianest.media.io.ByteSource;
import medianest.media.mkv.MkvIndex;
import medianest.media.mp4.Mp4Reader;
import medianest.media.track.Container;

/** Opens a file of whatever kind it turns out to be. */
public final class Probe {

  private Probe() {}

  /**
   * What the file is, and its index where this program can make one.
   *
   * @throws medianest.media.io.MediaException with a sentence for its owner, if it cannot be used
   */
  public static Sniffed open(ByteSource source) throws IOException {
    Container container = Sniffer.sniff(source);
    return switch (container) {
      case MP4, QUICKTIME -> new Sniffed.Indexed(Mp4Reader.open(source));
      case MATROSKA, WEBM -> new Sniffed.Indexed(MkvIndex.of(source));
      case MPEG_TS, MPEG_PS, AVI, FLV, ASF, OGG, WAV, FLAC, MP3, ADTS ->
          new Sniffed.Known(container);
    };
  }
}
