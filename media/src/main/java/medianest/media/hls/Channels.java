package medianest.media.hls;

import medianest.media.codec.Codec;
import medianest.media.io.Bytes;
import medianest.media.track.SampleFormat;

/** The CHANNELS attribute of a rendition (draft-pantos-hls-rfc8216bis 4.4.6.1). */
final class Channels {

  private Channels() {}

  static String of(SampleFormat.Audio audio) {
    int objects = audio.codec() == Codec.EAC3 ? jointObjects(audio.config()) : 0;
    return objects > 0 ? objects + "/JOC" : Integer.toString(audio.channels());
  }

  /**
   * The complexity index of Joint Object Coding, from what follows the one independent substream in
   * {@code dec3} (ETSI TS 102 366 F.6, TS 103 420 C.3.2); 0 where there is none.
   */
  private static int jointObjects(Bytes dec3) {
    if (dec3.length() < 5 || (dec3.at(1) & 7) != 0) {
      return 0;
    }
    boolean dependent = (dec3.at(4) >> 1 & 0xf) != 0;
    int extension = dependent ? 6 : 5;
    boolean present = dec3.length() >= extension + 2 && (dec3.at(extension) & 1) == 1;
    return present ? dec3.at(extension + 1) : 0;
  }
}
