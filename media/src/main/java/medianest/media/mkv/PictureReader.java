package medianest.media.mkv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.track.Colour;
import medianest.media.track.Rotation;
import org.jspecify.annotations.Nullable;

/** Reads the Video element of a track (RFC 9559 clause 5.1.4.1.28). */
final class PictureReader {

  private static final int MOST_PIXELS = 65_535;
  private static final int UNSPECIFIED = 2;
  private static final int FULL_RANGE = 2;
  private static final int MDCV = 0x6D646376;
  private static final int CLLI = 0x636C6C69;

  /** Units of mdcv (ISO/IEC 14496-12 clause 12.1.5 by way of SMPTE ST 2086). */
  private static final double CHROMATICITY_STEPS = 50_000;

  private static final double LUMINANCE_STEPS = 10_000;

  private final EbmlReader reader;
  private final ByteArrayOutputStream light = new ByteArrayOutputStream();
  private int width;
  private int height;
  private int displayWidth;
  private int displayHeight;
  private int cropHorizontal;
  private int cropVertical;
  private @Nullable Colour colour;
  private Rotation rotation = Rotation.NONE;

  PictureReader(EbmlReader reader) {
    this.reader = reader;
  }

  TrackEntry.Picture read(long end) throws IOException {
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      switch (reader.id()) {
        case Ids.PIXEL_WIDTH -> width = pixels();
        case Ids.PIXEL_HEIGHT -> height = pixels();
        case Ids.DISPLAY_WIDTH -> displayWidth = pixels();
        case Ids.DISPLAY_HEIGHT -> displayHeight = pixels();
        case Ids.PIXEL_CROP_LEFT, Ids.PIXEL_CROP_RIGHT -> cropHorizontal += pixels();
        case Ids.PIXEL_CROP_TOP, Ids.PIXEL_CROP_BOTTOM -> cropVertical += pixels();
        case Ids.COLOUR -> colour(childEnd);
        case Ids.PROJECTION -> projection(childEnd);
        default -> {}
      }
      reader.position(childEnd);
    }
    if (width == 0 || height == 0) {
      throw new BrokenMedia("The file does not say how large its picture is.");
    }
    int shownWidth = cropHorizontal < width ? width - cropHorizontal : width;
    int shownHeight = cropVertical < height ? height - cropVertical : height;
    return new TrackEntry.Picture(
        width,
        height,
        shownWidth,
        shownHeight,
        displayWidth == 0 ? shownWidth : displayWidth,
        displayHeight == 0 ? shownHeight : displayHeight,
        colour,
        Bytes.of(light.toByteArray()),
        rotation);
  }

  private int pixels() throws IOException {
    return Math.min(reader.unsignedInt(), MOST_PIXELS);
  }

  private void colour(long end) throws IOException {
    int primaries = UNSPECIFIED;
    int transfer = UNSPECIFIED;
    int matrix = UNSPECIFIED;
    boolean full = false;
    int maxLevel = 0;
    int maxAverage = 0;
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      switch (reader.id()) {
        case Ids.PRIMARIES -> primaries = codePoint();
        case Ids.TRANSFER_CHARACTERISTICS -> transfer = codePoint();
        case Ids.MATRIX_COEFFICIENTS -> matrix = codePoint();
        case Ids.RANGE -> full = reader.unsigned() == FULL_RANGE;
        case Ids.MAX_CLL -> maxLevel = pixels();
        case Ids.MAX_FALL -> maxAverage = pixels();
        case Ids.MASTERING_METADATA -> mastering(childEnd);
        default -> {}
      }
      reader.position(childEnd);
    }
    colour = new Colour(primaries, transfer, matrix, full);
    if (maxLevel != 0 || maxAverage != 0) {
      byte[] levels =
          ByteBuffer.allocate(4).putShort((short) maxLevel).putShort((short) maxAverage).array();
      light.writeBytes(Box.of(CLLI, levels));
    }
  }

  private int codePoint() throws IOException {
    int value = reader.unsignedInt();
    return value > 255 ? UNSPECIFIED : value;
  }

  /** From ten numbers: red, green, blue and white as x and y, then the brightest and darkest. */
  private void mastering(long end) throws IOException {
    double[] values = new double[Ids.LUMINANCE_MIN - Ids.PRIMARY_R_X + 1];
    int found = 0;
    while (reader.next(end)) {
      int i = reader.id() - Ids.PRIMARY_R_X;
      if (i >= 0 && i < values.length) {
        values[i] = reader.real();
        found |= 1 << i;
      }
      reader.position(reader.endWithin(end));
    }
    if (found != (1 << values.length) - 1) {
      return;
    }
    ByteBuffer box = ByteBuffer.allocate(24);
    // mdcv has green, blue, red.
    for (int i : new int[] {2, 3, 4, 5, 0, 1, 6, 7}) {
      box.putShort((short) Math.clamp(Math.round(values[i] * CHROMATICITY_STEPS), 0, 0xffff));
    }
    for (int i : new int[] {8, 9}) {
      box.putInt((int) Math.clamp(Math.round(values[i] * LUMINANCE_STEPS), 0L, 0xffff_ffffL));
    }
    light.writeBytes(Box.of(MDCV, box.array()));
  }

  /** A flat picture that is only rolled is how a turned telephone is written down. */
  private void projection(long end) throws IOException {
    boolean flat = true;
    double roll = 0;
    while (reader.next(end)) {
      switch (reader.id()) {
        case Ids.PROJECTION_TYPE, Ids.PROJECTION_POSE_YAW, Ids.PROJECTION_POSE_PITCH ->
            flat &= reader.id() == Ids.PROJECTION_TYPE ? !reader.flag() : reader.real() == 0;
        case Ids.PROJECTION_POSE_ROLL -> roll = reader.real();
        default -> {}
      }
      reader.position(reader.endWithin(end));
    }
    if (flat && Math.abs(roll) <= 360 && roll % 90 == 0) {
      rotation = new Rotation(Math.floorMod((int) roll, 360), false);
    }
  }
}
