package medianest.transcode;

import java.nio.file.Path;
import java.util.regex.Pattern;
import medianest.ffmpeg.Demuxer;
import medianest.media.segment.SegmentPlan;
import medianest.media.track.MediaIndex;

/**
 * A file that can be encoded anew.
 *
 * @param key names this version of the file and of its plan, in letters that a file name may have
 * @param path where its bytes are
 */
public record Source(String key, Path path, MediaIndex index, SegmentPlan plan) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  public Source {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("a name that no folder may have");
    }
  }

  Demuxer demuxer() {
    return Demuxer.of(index.container());
  }
}
