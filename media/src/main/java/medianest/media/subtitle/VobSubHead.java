package medianest.media.subtitle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/**
 * What the subpictures of a DVD need from outside: the size of the plane, and sixteen colours.
 *
 * @param palette three bytes for each colour: Y, Cr and Cb
 */
record VobSubHead(int width, int height, Bytes palette) {

  private static final int COLOURS = 16;
  private static final int WIDTH = 720;
  private static final int NTSC_HEIGHT = 480;
  private static final int PAL_HEIGHT = 576;

  private static final Pattern SIZE =
      Pattern.compile("(?m)^\\s*size:\\s*(\\d{1,4})\\s*x\\s*(\\d{1,4})");
  private static final Pattern PALETTE =
      Pattern.compile("(?m)^\\s*palette:\\s*((?:[0-9a-fA-F]{6}[\\s,]*){16})");

  /** Reads the beginning of an {@code .idx} file, which Matroska keeps as it is. */
  static VobSubHead ofText(String text) {
    Matcher size = SIZE.matcher(text);
    boolean sized = size.find();
    int width = sized ? Integer.parseInt(size.group(1)) : 0;
    int height = sized ? Integer.parseInt(size.group(2)) : 0;
    boolean real = Math.min(width, height) > 0 && Math.max(width, height) <= PgsScreen.LARGEST_SIDE;
    Matcher palette = PALETTE.matcher(text);
    ByteRecord colours = new ByteRecord();
    String[] given = palette.find() ? palette.group(1).strip().split("[\\s,]+", -1) : new String[0];
    for (int i = 0; i < COLOURS; i++) {
      // Without a palette: greys, which can be told from each other.
      int rgb =
          i < given.length && !given[i].isEmpty() ? Integer.parseInt(given[i], 16) : 0x111111 * i;
      convert(rgb, colours);
    }
    return new VobSubHead(real ? width : WIDTH, real ? height : PAL_HEIGHT, colours.toBytes());
  }

  /**
   * Of a Matroska track, which has the text, or of an MP4 track, which has the colours alone.
   *
   * @param pictureHeight of the film, which tells the two kinds of DVD from each other
   */
  static VobSubHead of(Bytes config, int pictureHeight) {
    VobSubHead usual = ofText(new String(config.toArray(), StandardCharsets.UTF_8));
    if (config.length() != COLOURS * 4 || config.at(0) != 0) {
      return usual;
    }
    ByteRecord colours = new ByteRecord();
    for (int i = 0; i < COLOURS; i++) {
      colours.bytes(config.slice(4 * i + 1, 4 * i + 4));
    }
    int height = pictureHeight <= NTSC_HEIGHT ? NTSC_HEIGHT : PAL_HEIGHT;
    return new VobSubHead(usual.width(), height, colours.toBytes());
  }

  /** Y, Cr and Cb of a colour. */
  Bytes colour(int number) {
    return palette.slice(3 * number, 3 * number + 3);
  }

  PgsScreen screen(Bytes colours, List<PgsScreen.Part> parts) {
    return new PgsScreen(width, height, colours, parts);
  }

  /** ITU-R BT.601 clause 2.5.1 to 2.5.3, with eight bits. */
  private static void convert(int rgb, ByteRecord out) {
    double r = (rgb >> 16 & 0xff) / 255.0;
    double g = (rgb >> 8 & 0xff) / 255.0;
    double b = (rgb & 0xff) / 255.0;
    double y = 0.299 * r + 0.587 * g + 0.114 * b;
    out.u8((int) Math.round(16 + 219 * y));
    out.u8((int) Math.round(128 + 224 * 0.713 * (r - y)));
    out.u8((int) Math.round(128 + 224 * 0.564 * (b - y)));
  }
}
