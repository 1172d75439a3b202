package medianest.media.mkv;

import java.io.IOException;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;

/** Reads the ContentEncodings of a track (RFC 9559 clause 5.1.4.1.31). */
final class ContentEncodingReader {

  private static final int SCOPE_FRAMES = 1;
  private static final int SCOPE_PRIVATE = 2;
  private static final int ZLIB = 0;
  private static final int HEADER_STRIPPING = 3;
  private static final int MOST_STRIPPED = 4096;

  private ContentEncoding frames = new ContentEncoding.None();
  private ContentEncoding codecPrivate = new ContentEncoding.None();

  ContentEncoding frames() {
    return frames;
  }

  ContentEncoding codecPrivate() {
    return codecPrivate;
  }

  void read(EbmlReader reader, long end) throws IOException {
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      if (reader.id() == Ids.CONTENT_ENCODING) {
        one(reader, childEnd);
      }
      reader.position(childEnd);
    }
  }

  private void one(EbmlReader reader, long end) throws IOException {
    int scope = SCOPE_FRAMES;
    ContentEncoding encoding = new ContentEncoding.Zlib();
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      switch (reader.id()) {
        case Ids.CONTENT_ENCODING_SCOPE -> scope = reader.unsignedInt();
        case Ids.CONTENT_ENCODING_TYPE -> refuseEncryption(reader.unsigned() != 0);
        case Ids.CONTENT_ENCRYPTION -> refuseEncryption(true);
        case Ids.CONTENT_COMPRESSION -> encoding = compression(reader, childEnd);
        default -> {}
      }
      reader.position(childEnd);
    }
    if ((scope & SCOPE_FRAMES) != 0) {
      frames = second(frames, encoding);
    }
    if ((scope & SCOPE_PRIVATE) != 0) {
      codecPrivate = second(codecPrivate, encoding);
    }
  }

  private static ContentEncoding second(ContentEncoding first, ContentEncoding encoding) {
    return first instanceof ContentEncoding.None ? encoding : new ContentEncoding.Unsupported();
  }

  private static ContentEncoding compression(EbmlReader reader, long end) throws IOException {
    int algorithm = ZLIB;
    Bytes settings = Bytes.EMPTY;
    while (reader.next(end)) {
      switch (reader.id()) {
        case Ids.CONTENT_COMP_ALGO -> algorithm = reader.unsignedInt();
        case Ids.CONTENT_COMP_SETTINGS -> settings = reader.bytes(MOST_STRIPPED);
        default -> {}
      }
      reader.position(reader.endWithin(end));
    }
    return switch (algorithm) {
      case ZLIB -> new ContentEncoding.Zlib();
      case HEADER_STRIPPING -> new ContentEncoding.StrippedHeader(settings);
      default -> new ContentEncoding.Unsupported();
    };
  }

  private static void refuseEncryption(boolean encrypted) throws RefusedMedia {
    if (encrypted) {
      throw new RefusedMedia("The file is encrypted, and only a licensed player can open it.");
    }
  }
}
