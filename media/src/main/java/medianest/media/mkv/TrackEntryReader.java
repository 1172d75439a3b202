package medianest.media.mkv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.track.LanguageTag;
import org.jspecify.annotations.Nullable;

/** Reads one TrackEntry (RFC 9559 clause 5.1.4.1). */
final class TrackEntryReader {

  /** Codec headers are below a kilobyte; the styles of ASS subtitles can be long. */
  private static final int MOST_PRIVATE = 4 << 20;

  private static final int MOST_TEXT = 4096;
  private static final int DVCC = 0x64766343;
  private static final int DVVC = 0x64767643;

  private final EbmlReader reader;
  private final ContentEncodingReader encodings = new ContentEncodingReader();
  private final ByteArrayOutputStream additions = new ByteArrayOutputStream();
  private long number;
  private long uid;
  private int type;
  private String codecId = "";
  private Bytes codecPrivate = Bytes.EMPTY;
  private String name = "";
  // An absent Language means English (RFC 9559 clause 5.1.4.1.19).
  private String language = "eng";
  private String languageTag = "";
  private boolean isDefault = true;
  private boolean forced;
  private long frameNanos;
  private long delayNanos;
  private TrackEntry.@Nullable Picture picture;
  private TrackEntry.@Nullable Sound sound;

  private TrackEntryReader(EbmlReader reader) {
    this.reader = reader;
  }

  static TrackEntry read(EbmlReader reader, long end) throws IOException {
    TrackEntryReader entry = new TrackEntryReader(reader);
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      entry.child(childEnd);
      reader.position(childEnd);
    }
    return entry.entry();
  }

  private void child(long end) throws IOException {
    switch (reader.id()) {
      case Ids.TRACK_NUMBER -> number = reader.unsigned();
      case Ids.TRACK_UID -> uid = reader.unsigned();
      case Ids.TRACK_TYPE -> type = reader.unsignedInt();
      case Ids.CODEC_ID -> codecId = reader.text(MOST_TEXT);
      case Ids.CODEC_PRIVATE -> codecPrivate = reader.bytes(MOST_PRIVATE);
      case Ids.NAME -> name = reader.text(MOST_TEXT);
      case Ids.LANGUAGE -> language = reader.text(MOST_TEXT);
      case Ids.LANGUAGE_BCP47 -> languageTag = reader.text(MOST_TEXT);
      case Ids.FLAG_DEFAULT -> isDefault = reader.flag();
      case Ids.FLAG_FORCED -> forced = reader.flag();
      case Ids.DEFAULT_DURATION -> frameNanos = Math.clamp(reader.unsigned(), 0, 1L << 40);
      case Ids.CODEC_DELAY -> delayNanos = Math.clamp(reader.unsigned(), 0, 1L << 40);
      case Ids.CONTENT_ENCODINGS -> encodings.read(reader, end);
      case Ids.VIDEO -> picture = new PictureReader(reader).read(end);
      case Ids.AUDIO -> sound = sound(end);
      case Ids.BLOCK_ADDITION_MAPPING -> addition(end);
      default -> {}
    }
  }

  private TrackEntry entry() throws IOException {
    if (number == 0) {
      throw new BrokenMedia("A track of the file has no number.");
    }
    Bytes header =
        codecPrivate.isEmpty()
            ? codecPrivate
            : encodings.codecPrivate().undo(codecPrivate.toArray(), MOST_PRIVATE);
    return new TrackEntry(
        number,
        uid,
        type,
        codecId,
        header,
        name,
        LanguageTag.of(languageTag.isEmpty() ? language : languageTag),
        isDefault,
        forced,
        frameNanos,
        delayNanos,
        encodings.frames(),
        Bytes.of(additions.toByteArray()),
        picture,
        sound);
  }

  private TrackEntry.Sound sound(long end) throws IOException {
    double rate = TrackEntry.Sound.DEFAULT.sampleRate();
    double outputRate = 0;
    int channels = TrackEntry.Sound.DEFAULT.channels();
    int bits = 0;
    while (reader.next(end)) {
      switch (reader.id()) {
        case Ids.SAMPLING_FREQUENCY -> rate = reader.real();
        case Ids.OUTPUT_SAMPLING_FREQUENCY -> outputRate = reader.real();
        case Ids.CHANNELS -> channels = reader.unsignedInt();
        case Ids.BIT_DEPTH -> bits = reader.unsignedInt();
        default -> {}
      }
      reader.position(reader.endWithin(end));
    }
    return new TrackEntry.Sound(
        hertz(rate), hertz(outputRate), Math.clamp(channels, 1, 255), Math.clamp(bits, 0, 255));
  }

  private static int hertz(double rate) {
    return rate >= 1 && rate <= 10_000_000 ? (int) Math.round(rate) : 0;
  }

  /** Dolby Vision's record becomes the box that it is in MP4 (RFC 9559 clause 5.1.4.1.17). */
  private void addition(long end) throws IOException {
    long kind = 0;
    Bytes record = Bytes.EMPTY;
    while (reader.next(end)) {
      switch (reader.id()) {
        case Ids.BLOCK_ADD_ID_TYPE -> kind = reader.unsigned();
        case Ids.BLOCK_ADD_ID_EXTRA_DATA -> record = reader.bytes(MOST_TEXT);
        default -> {}
      }
      reader.position(reader.endWithin(end));
    }
    if ((kind == DVCC || kind == DVVC) && !record.isEmpty()) {
      additions.writeBytes(Box.of((int) kind, record.toArray()));
    }
  }
}
