package medianest.media.track;

import medianest.media.codec.Codec;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/** Tracks as bytes, for indexes that are kept. Whoever changes the order changes their version. */
public final class StoredTrack {

  private static final int VIDEO = 1;
  private static final int AUDIO = 2;
  private static final int TEXT = 3;
  private static final int OTHER = 4;

  private StoredTrack() {}

  public static void write(Track track, ByteRecord record) {
    record.i32(track.number()).i64(track.id());
    writeFormat(track.format(), record);
    record.i64(track.timescale()).text(track.language()).text(track.name());
    record.u8(track.isDefault() ? 1 : 0).u8(track.forced() ? 1 : 0);
    record.i64(track.startTime()).i64(track.endTime());
    record.i64(track.sampleCount()).i64(track.byteCount());
  }

  public static Track read(ByteCursor cursor) throws BrokenMedia {
    try {
      return new Track(
          cursor.i32(),
          cursor.i64(),
          readFormat(cursor),
          cursor.i64(),
          cursor.text(),
          cursor.text(),
          cursor.u8() != 0,
          cursor.u8() != 0,
          cursor.i64(),
          cursor.i64(),
          cursor.i64(),
          cursor.i64());
    } catch (IllegalArgumentException e) {
      throw new BrokenMedia("A stored index holds a track that cannot be.");
    }
  }

  private static void writeFormat(SampleFormat format, ByteRecord record) {
    int kind =
        switch (format) {
          case SampleFormat.Video video -> VIDEO;
          case SampleFormat.Audio audio -> AUDIO;
          case SampleFormat.Text text -> TEXT;
          case SampleFormat.Other other -> OTHER;
        };
    record.u8(kind).text(format.codec().name()).text(format.codecString()).block(format.config());
    if (format instanceof SampleFormat.Video video) {
      writePicture(video, record);
    }
    if (format instanceof SampleFormat.Audio audio) {
      record.i32(audio.channels()).i32(audio.sampleRate());
      record.i32(audio.frameLength()).i32(audio.bitsPerSample());
    }
  }

  private static void writePicture(SampleFormat.Video video, ByteRecord record) {
    record.i32(video.width()).i32(video.height());
    record.i32(video.aspect().horizontal()).i32(video.aspect().vertical());
    record.i32(video.rotation().degrees()).u8(video.rotation().mirrored() ? 1 : 0);
    Colour colour = video.colour();
    record.i32(colour.primaries()).i32(colour.transfer()).i32(colour.matrix());
    record.u8(colour.fullRange() ? 1 : 0).block(video.extensions());
  }

  private static SampleFormat readFormat(ByteCursor cursor) throws BrokenMedia {
    int kind = cursor.u8();
    Codec codec = Codec.valueOf(cursor.text());
    String name = cursor.text();
    Bytes config = cursor.block();
    return switch (kind) {
      case VIDEO ->
          new SampleFormat.Video(
              codec,
              name,
              config,
              cursor.i32(),
              cursor.i32(),
              new PixelAspect(cursor.i32(), cursor.i32()),
              new Rotation(cursor.i32(), cursor.u8() != 0),
              new Colour(cursor.i32(), cursor.i32(), cursor.i32(), cursor.u8() != 0),
              cursor.block());
      case AUDIO ->
          new SampleFormat.Audio(
              codec, name, config, cursor.i32(), cursor.i32(), cursor.i32(), cursor.i32());
      case TEXT -> new SampleFormat.Text(codec, name, config);
      case OTHER -> new SampleFormat.Other(codec, name, config);
      default -> throw new BrokenMedia("A stored index holds a track of no known kind.");
    };
  }
}
