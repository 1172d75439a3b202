package medianest.artwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import medianest.ffmpeg.Demuxer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureHeadTest {

  @Test
  void readsTheSizeOfPng() {
    assertThat(PictureHead.of(png(640, 480))).contains(new PictureHead(Demuxer.PNG, 640, 480));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xc0, 0xc1, 0xc2})
  void readsTheSizeOfJpegBehindOtherSegments(int frame) {
    ByteBuffer jpeg = ByteBuffer.allocate(100);
    jpeg.putShort((short) 0xffd8);
    jpeg.putShort((short) 0xffe1).putShort((short) 20).position(24);
    // Padding before a marker is allowed (ITU-T T.81 B.1.1.2).
    jpeg.put((byte) 0xff).putShort((short) (0xff00 | frame)).putShort((short) 17).put((byte) 8);
    jpeg.putShort((short) 300).putShort((short) 200);

    assertThat(PictureHead.of(jpeg.array())).contains(new PictureHead(Demuxer.JPEG, 200, 300));
  }

  @Test
  void readsTheSizesOfAllFormsOfWebp() {
    assertThat(PictureHead.of(webp("VP8 ", 26, 200, 300))).map(PictureHead::width).contains(200);
    ByteBuffer extended = ByteBuffer.wrap(webp("VP8X", 24, 0, 0)).order(ByteOrder.LITTLE_ENDIAN);
    extended.putShort(24, (short) 199).putShort(27, (short) 299);
    assertThat(PictureHead.of(extended.array())).contains(new PictureHead(Demuxer.WEBP, 200, 300));
    ByteBuffer lossless = ByteBuffer.wrap(webp("VP8L", 24, 0, 0)).order(ByteOrder.LITTLE_ENDIAN);
    lossless.putInt(21, 199 | 299 << 14);
    assertThat(PictureHead.of(lossless.array())).contains(new PictureHead(Demuxer.WEBP, 200, 300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "#EXTM3U"})
  void refusesWhatIsNoPictureOfAKnownKind(String file) {
    byte[] bytes = Arrays.copyOf(file.getBytes(StandardCharsets.UTF_8), 100);

    assertThat(PictureHead.of(bytes)).isEmpty();
  }

  @Test
  void refusesPicturesThatOnlyAnAttackerMakes() {
    assertThat(PictureHead.of(png(16_384, 16_384))).isEmpty();
    assertThat(PictureHead.of(png(20_000, 10))).isEmpty();
    assertThat(PictureHead.of(png(0, 10))).isEmpty();
    assertThat(PictureHead.of(png(-5, 10))).isEmpty();
  }

  @Test
  void survivesEveryCut() {
    byte[] whole = png(640, 480);
    for (int length = 0; length < whole.length; length++) {
      Optional<PictureHead> head = PictureHead.of(Arrays.copyOf(whole, length));
      assertThat(head).isIn(Optional.empty(), PictureHead.of(whole));
    }
  }

  private static byte[] png(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(60).putLong(0x89504e470d0a1a0aL).putInt(13);
    return png.putInt(0x49484452).putInt(width).putInt(height).array();
  }

  private static byte[] webp(String chunk, int at, int width, int height) {
    ByteBuffer webp = ByteBuffer.allocate(60);
    webp.put("RIFF____WEBP".getBytes(StandardCharsets.US_ASCII));
    webp.put(chunk.getBytes(StandardCharsets.US_ASCII)).order(ByteOrder.LITTLE_ENDIAN);
    return webp.putShort(at, (short) width).putShort(at + 2, (short) height).array();
  }
}
