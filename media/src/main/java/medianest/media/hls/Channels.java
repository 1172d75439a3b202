package medianest.media.hls;

import medianest.media.codec.Codec;
import medianest.media.codec.Eac3Config;
import medianest.media.io.BrokenMedia;
import medianest.media.track.SampleFormat;

/** The CHANNELS attribute of a rendition (draft-pantos-hls-rfc8216bis 4.4.6.1). */
final class Channels {

  private Channels() {}

  /** Channels, or objects where sound is coded as such. */
  static String of(SampleFormat.Audio audio) {
    int objects = audio.codec() == Codec.EAC3 ? objects(audio) : 0;
    return objects > 0 ? objects + "/JOC" : Integer.toString(audio.channels());
  }

  private static int objects(SampleFormat.Audio audio) {
    try {
      return Eac3Config.fromBox(audio.config()).atmosComplexity();
    } catch (BrokenMedia e) {
      return 0;
    }
  }
}
