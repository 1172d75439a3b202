package medianest.media.mkv;

import java.io.IOException;
import medianest.media.io.BrokenMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Container;

/** The EBML header: that this is Matroska or WebM, and a version of it that can be read. */
final class EbmlHead {

  /** The version whose elements this package knows (RFC 9559 clause 5.1.1 and annex A). */
  private static final int READ_VERSION = 4;

  private EbmlHead() {}

  /** Reads it, and leaves the reader behind it. */
  static Container read(EbmlReader reader) throws IOException {
    reader.position(0);
    if (!reader.next(reader.length()) || reader.id() != Ids.EBML) {
      throw new BrokenMedia("The file does not begin as a Matroska file does.");
    }
    long end = reader.end();
    if (end > reader.length()) {
      throw new BrokenMedia("The file ends within its first structure.");
    }
    String docType = "matroska";
    while (reader.next(end)) {
      switch (reader.id()) {
        case Ids.DOC_TYPE -> docType = reader.text(64);
        case Ids.DOC_TYPE_READ_VERSION, Ids.EBML_READ_VERSION, Ids.EBML_MAX_ID_LENGTH ->
            check(reader.unsignedInt() <= READ_VERSION);
        case Ids.EBML_MAX_SIZE_LENGTH -> check(reader.unsignedInt() <= 8);
        default -> {}
      }
      reader.skip();
    }
    reader.position(end);
    return switch (docType) {
      case "matroska" -> Container.MATROSKA;
      case "webm" -> Container.WEBM;
      default ->
          throw new UnsupportedMedia("The file is an EBML file, but neither Matroska nor WebM.");
    };
  }

  private static void check(boolean readable) throws UnsupportedMedia {
    if (!readable) {
      throw new UnsupportedMedia(
          "The file asks for a newer reader of Matroska than this program has.");
    }
  }
}
