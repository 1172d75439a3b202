package medianest.artwork;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.mkv.Attachments;
import medianest.media.mp4.CoverArt;
import medianest.media.track.Attachment;
import medianest.media.track.Container;

/**
 * The pictures within a media file: upright ones are covers, wide ones stand for what is seen.
 *
 * @param covers the best first
 * @param stills likewise
 */
record EmbeddedPictures(List<byte[]> covers, List<byte[]> stills) {

  private static final int LARGEST = 16 << 20;
  private static final int MOST = 8;

  /** Reads them; none of a container that keeps none. */
  static EmbeddedPictures of(ByteSource source, Container container) throws IOException {
    EmbeddedPictures all = new EmbeddedPictures(new ArrayList<>(), new ArrayList<>());
    switch (container) {
      case MATROSKA, WEBM -> {
        for (Attachment file : sorted(Attachments.of(source))) {
          all.add(source.bytes(file.offset(), Math.toIntExact(file.length())));
        }
      }
      case MP4, QUICKTIME -> {
        for (Bytes picture : CoverArt.of(source)) {
          all.add(picture.toArray());
        }
      }
      default -> {}
    }
    return all;
  }

  /** By the names that writers of Matroska agreed on: cover.jpg before small_cover.jpg. */
  private static List<Attachment> sorted(List<Attachment> files) {
    List<Attachment> pictures = new ArrayList<>();
    for (Attachment file : files) {
      if (file.picture() && file.length() <= LARGEST) {
        pictures.add(named(file, "cover") ? 0 : pictures.size(), file);
      }
    }
    return pictures.subList(0, Math.min(MOST, pictures.size()));
  }

  private static boolean named(Attachment file, String start) {
    return file.name().toLowerCase(Locale.ROOT).startsWith(start);
  }

  private void add(byte[] picture) {
    PictureHead.of(picture)
        .ifPresent(head -> (head.width() > head.height() * 1.2 ? stills : covers).add(picture));
  }
}
