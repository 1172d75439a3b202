package medianest.media.probe;

import java.util.Optional;
import java.util.Set;
import medianest.media.track.Container;

/** Containers, and what is none, by bytes that lie at fixed places. */
final class Signatures {

  /** Boxes with which a file without ftyp may begin: old QuickTime, and streams' pieces. */
  private static final Set<String> FIRST_BOXES =
      Set.of(
          "moov", "mdat", "wide", "free", "skip", "pnot", "moof", "styp", "sidx", "uuid", "PICT");

  private static final Set<String> STILL_BRANDS =
      Set.of("heic", "heix", "mif1", "msf1", "avif", "avis", "crx ", "jxl ");

  private static final int ASF_HEADER = 0x3026b275;

  private Signatures() {}

  static Optional<Container> container(Head head) {
    if (head.has(4, "ftyp") && !still(head)) {
      return Optional.of(head.has(8, "qt  ") ? Container.QUICKTIME : Container.MP4);
    }
    if (head.has(0, 0x1a, 0x45, 0xdf, 0xa3)) {
      return Optional.of(matroska(head));
    }
    if (head.has(0, "RIFF") || head.has(0, "RF64") || head.has(0, "BW64")) {
      return riff(head);
    }
    if (head.has(0, "OggS")) {
      return Optional.of(Container.OGG);
    }
    if (head.has(0, "fLaC")) {
      return Optional.of(Container.FLAC);
    }
    if (head.has(0, "FLV\1")) {
      return Optional.of(Container.FLV);
    }
    if (head.u32(0) == ASF_HEADER) {
      return Optional.of(Container.ASF);
    }
    if (head.has(0, 0, 0, 1, 0xba)) {
      return Optional.of(Container.MPEG_PS);
    }
    if (firstBox(head)) {
      // A piece of a stream names its kind in styp; anything else that old is QuickTime.
      boolean piece = head.has(4, "styp") || head.has(4, "moof") || head.has(4, "sidx");
      return Optional.of(piece ? Container.MP4 : Container.QUICKTIME);
    }
    return Optional.empty();
  }

  private static boolean still(Head head) {
    return STILL_BRANDS.stream().anyMatch(brand -> head.has(8, brand));
  }

  private static boolean firstBox(Head head) {
    int size = head.u32(0);
    boolean sized = size == 0 || size == 1 || size >= 8 || size < 0;
    return head.length() >= 8 && sized && FIRST_BOXES.stream().anyMatch(box -> head.has(4, box));
  }

  /** WebM says so in the DocType of the EBML header (RFC 8794 clause 11.2.6). */
  private static Container matroska(Head head) {
    for (int i = 4; i < Math.min(head.length(), 256); i++) {
      if (head.has(i, 0x42, 0x82) && head.has(i + 3, "webm")) {
        return Container.WEBM;
      }
    }
    return Container.MATROSKA;
  }

  private static Optional<Container> riff(Head head) {
    if (head.has(8, "WAVE")) {
      return Optional.of(Container.WAV);
    }
    return head.has(8, "AVI ") || head.has(8, "AVIX")
        ? Optional.of(Container.AVI)
        : Optional.empty();
  }

  static boolean image(Head head) {
    return head.has(0, 0x89, 'P', 'N', 'G')
        || head.has(0, 0xff, 0xd8, 0xff)
        || head.has(0, "GIF8")
        || (head.has(0, "BM") && head.has(6, 0, 0, 0, 0))
        || head.has(0, "II*\0")
        || head.has(0, "MM\0*")
        || (head.has(0, "RIFF") && head.has(8, "WEBP"))
        || (head.has(4, "ftyp") && still(head));
  }

  static boolean archive(Head head) {
    return head.has(0, "PK\3\4")
        || head.has(0, "PK\5\6")
        || head.has(0, "Rar!")
        || head.has(0, 0x37, 0x7a, 0xbc, 0xaf)
        || head.has(0, 0x1f, 0x8b)
        || head.has(0, "BZh")
        || head.has(0, 0xfd, '7', 'z', 'X', 'Z')
        || head.has(257, "ustar");
  }
}
