package medianest.media.mp4;

import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;

/**
 * What the ES_Descriptor of an esds box (ISO/IEC 14496-1 clause 7.2.6.5) says of the decoder.
 *
 * @param objectType objectTypeIndication, which names the coding
 * @param specific the DecoderSpecificInfo; may be empty
 */
record EsDescriptor(int objectType, Bytes specific) {

  private static final int STREAM = 3;
  private static final int DECODER = 4;
  private static final int SPECIFIC = 5;

  static EsDescriptor read(Box esds) throws BrokenMedia {
    ByteCursor cursor = esds.fullCursor();
    ByteCursor stream = descriptor(cursor, STREAM);
    int flags = stream.skip(2).u8();
    stream.skip((flags & 0x80) != 0 ? 2 : 0);
    stream.skip((flags & 0x40) != 0 ? stream.u8() : 0);
    stream.skip((flags & 0x20) != 0 ? 2 : 0);
    ByteCursor decoder = descriptor(stream, DECODER);
    int objectType = decoder.u8();
    decoder.skip(12);
    Bytes specific = decoder.hasRemaining() ? descriptor(decoder, SPECIFIC).rest() : Bytes.EMPTY;
    return new EsDescriptor(objectType, specific);
  }

  /** The content of the next descriptor, which has to have that tag; cut where its holder ends. */
  private static ByteCursor descriptor(ByteCursor cursor, int tag) throws BrokenMedia {
    if (cursor.u8() != tag) {
      throw new BrokenMedia("A track of the file describes its coding in the wrong order.");
    }
    int length = 0;
    int next;
    int digits = 0;
    do {
      next = cursor.u8();
      length = length << 7 | (next & 0x7f);
    } while ((next & 0x80) != 0 && ++digits < 4);
    return cursor.slice(Math.min(length, cursor.remaining()));
  }
}
