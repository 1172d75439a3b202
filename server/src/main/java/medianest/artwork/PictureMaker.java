package medianest.artwork;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import medianest.ffmpeg.Command;
import medianest.ffmpeg.Demuxer;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Filter;
import medianest.ffmpeg.Limits;
import medianest.ffmpeg.Option;

/** Makes single pictures by ffmpeg, and believes in none that it has not looked at. */
final class PictureMaker {

  private static final int MOST_BYTES = 32 << 20;
  private static final int QUALITY = 4;

  /** The marker EOI (ITU-T T.81 annex B). */
  private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};

  /** The type of the last chunk, and its checksum, which is always the same (RFC 2083 4.1.4). */
  private static final byte[] PNG_END = {'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};

  /** Enough to tell light from dark, and little enough to cost nothing. */
  private static final Size GREY = new Size(32, 18);

  private final Ffmpeg ffmpeg;

  PictureMaker(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Where a picture comes from.
   *
   * @param startUs from where on in the file; 0 for its beginning
   * @param highRange whether its brightness must be mapped to what ordinary screens show
   */
  record Origin(Path file, Demuxer demuxer, long startUs, boolean highRange) {}

  /** A picture could not be made. */
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    Failure(String reason) {
      super(reason);
    }
  }

  /** The first picture of the origin as JPEG. */
  byte[] jpeg(Origin origin, Size size) throws IOException, InterruptedException {
    Command command = pictures(origin, size).writing(Option.PICTURES, 1);
    return verified(collect(toJpeg(command)), size);
  }

  /** The same where the shape of the picture is not known: as large as fits into the box. */
  byte[] jpegWithin(Origin origin, Size box) throws IOException, InterruptedException {
    Command command =
        read(origin)
            .picture(new Filter.Within(box.width(), box.height()))
            .writing(Option.PICTURES, 1);
    byte[] jpeg = collect(toJpeg(command));
    Size made =
        PictureHead.of(jpeg)
            .map(head -> new Size(head.width(), head.height()))
            .filter(size -> size.width() <= box.width() && size.height() <= box.height())
            .orElse(box);
    return verified(jpeg, made);
  }

  /** The first picture of the origin as PNG, as transparent as it is. */
  byte[] png(Origin origin, Size size) throws IOException, InterruptedException {
    Command command =
        read(origin)
            .picture(new Filter.WithAlpha())
            .picture(new Filter.Scale(size.width(), size.height()))
            .writing(Option.PICTURES, 1)
            .writing(Option.PNG)
            .writing(Option.PICTURE_STREAM);
    byte[] png = collect(command);
    if (!endsWith(png, PNG_END) || !isSized(png, size)) {
      throw new Failure("ffmpeg left a picture unfinished");
    }
    return png;
  }

  /** All pictures of the origin, on one sheet, as JPEG. */
  byte[] sheet(Origin origin, Size each, int columns, int rows)
      throws IOException, InterruptedException {
    Command command =
        pictures(origin, each).picture(new Filter.Tile(columns, rows)).writing(Option.PICTURES, 1);
    Size whole = new Size(each.width() * columns, each.height() * rows);
    return verified(collect(toJpeg(command)), whole);
  }

  /** How bright each picture of the origin is; at most {@code most}. */
  List<Brightness> brightness(Origin origin, int most) throws IOException, InterruptedException {
    byte[] grey =
        collect(
            pictures(origin, GREY)
                .picture(new Filter.Grey())
                .writing(Option.PICTURES, most)
                .writing(Option.RAW_PICTURES)
                .writing(Option.RAW_STREAM));
    int length = GREY.width() * GREY.height();
    List<Brightness> all = new ArrayList<>();
    for (int at = 0; at + length <= grey.length; at += length) {
      all.add(Brightness.of(grey, at, length));
    }
    return all;
  }

  private static Command pictures(Origin origin, Size size) {
    return read(origin).picture(new Filter.Scale(size.width(), size.height()));
  }

  private static Command read(Origin origin) {
    Command command = Command.reading(origin.file(), origin.demuxer());
    if (origin.startUs() > 0) {
      command.reading(Option.START, origin.startUs());
    }
    command
        .writing(Option.VIDEO, 0)
        .writing(Option.NO_AUDIO)
        .writing(Option.NO_SUBTITLES)
        .writing(Option.NO_OTHERS)
        .writing(Option.EVERY_PICTURE);
    if (origin.highRange()) {
      command.picture(new Filter.ToneMap());
    }
    return command;
  }

  private static Command toJpeg(Command command) {
    return command
        .writing(Option.JPEG)
        .writing(Option.JPEG_QUALITY, QUALITY)
        .writing(Option.PICTURE_STREAM);
  }

  private byte[] collect(Command command) throws IOException, InterruptedException {
    Ffmpeg.Output output = ffmpeg.collect(command, Limits.SHORT, MOST_BYTES);
    if (output.bytes().isEmpty()) {
      String reason = output.ended().reason();
      throw new Failure(reason.isEmpty() ? "ffmpeg made no picture of it" : reason);
    }
    return output.bytes().toArray();
  }

  /** A whole JPEG of the size that was asked for; the exit status of a process is no proof. */
  private static byte[] verified(byte[] jpeg, Size size) throws Failure {
    if (jpeg.length <= 100 || !endsWith(jpeg, JPEG_END) || !isSized(jpeg, size)) {
      throw new Failure("ffmpeg left a picture unfinished");
    }
    return jpeg;
  }

  private static boolean endsWith(byte[] picture, byte[] end) {
    int from = picture.length - end.length;
    return from >= 0 && Arrays.equals(picture, from, picture.length, end, 0, end.length);
  }

  private static boolean isSized(byte[] picture, Size size) {
    return PictureHead.of(picture)
        .filter(head -> head.width() == size.width() && head.height() == size.height())
        .isPresent();
  }
}
