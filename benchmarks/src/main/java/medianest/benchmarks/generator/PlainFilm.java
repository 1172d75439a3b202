package medianest.benchmarks.generator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Half an hour of HLS in plain files, as this server offers it: a list of one film, 1080p at 5
 * Mbit/s in segments of four seconds, the sound beside it. The segments hold boxes of nothing: what
 * a viewer without a picture reads of them.
 */
final class PlainFilm {

  private static final int SECONDS = 1_800;
  private static final int EACH = 4;
  private static final int VIDEO_BYTES = 2_500_000;
  private static final int SOUND_BYTES = 64_000;

  /** Answers that are not files, in the words of nginx; a POST to a file it would refuse. */
  static final String LOCATIONS =
      """
      location = /api/v1/media {
        default_type application/json;
        return 200 '{"items":[{"id":"1","state":"ready","durationSeconds":%d,"sizeBytes":1}]}';
      }
      location = /api/v1/media/1/playback {
        default_type application/json;
        return 200 '{"kind":"hls","url":"/stream/t/master.m3u8","durationSeconds":%d}';
      }
      location ~ ^/stream/t/video/ { try_files $uri /video.m4s =404; }
      location ~ ^/stream/t/sound/ { try_files $uri /sound.m4s =404; }
      """
          .formatted(SECONDS, SECONDS);

  private PlainFilm() {}

  static void make(Path folder) throws IOException {
    Files.write(folder.resolve("video.m4s"), segment(VIDEO_BYTES));
    Files.write(folder.resolve("sound.m4s"), segment(SOUND_BYTES));
    Path stream = Files.createDirectories(folder.resolve("stream/t"));
    Files.writeString(
        stream.resolve("master.m3u8"),
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="sound/index.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=5200000,AUDIO="a"
        video/index.m3u8
        """);
    for (String track : new String[] {"video", "sound"}) {
      Path into = Files.createDirectories(stream.resolve(track));
      Files.writeString(into.resolve("index.m3u8"), playlist());
      Files.write(into.resolve("init.mp4"), box("ftyp", 24));
    }
  }

  private static String playlist() {
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:" + EACH + "\n");
    text.append("#EXT-X-MAP:URI=\"init.mp4\"\n");
    for (int i = 0; i < SECONDS / EACH; i++) {
      text.append(String.format(Locale.ROOT, "#EXTINF:%d.000,%n%d.m4s%n", EACH, i));
    }
    return text.append("#EXT-X-ENDLIST\n").toString();
  }

  private static byte[] segment(int bytes) {
    byte[] moof = box("moof", 1_000);
    return ByteBuffer.allocate(bytes).put(moof).put(box("mdat", bytes - moof.length)).array();
  }

  /** ISO/IEC 14496-12, section 4.2. */
  private static byte[] box(String type, int bytes) {
    return ByteBuffer.allocate(bytes)
        .putInt(bytes)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
