package medianest.media.mkv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import medianest.media.io.ByteSource;
import medianest.media.track.Attachment;

/** Reads which files are attached to a segment (RFC 9559 clause 5.1.6), without their content. */
public final class Attachments {

  private static final int WINDOW = 4096;
  private static final int MOST = 500;
  private static final int MOST_NAME = 4096;

  private Attachments() {}

  /** The attachments of a Matroska file, in its order; none where they are damaged. */
  public static List<Attachment> of(ByteSource source) throws IOException {
    return SegmentHeadReader.read(source).attachments();
  }

  static List<Attachment> read(ByteSource source, long start, long end) throws IOException {
    EbmlReader reader = new EbmlReader(source, WINDOW);
    reader.position(start);
    List<Attachment> files = new ArrayList<>();
    while (files.size() < MOST && reader.next(end)) {
      long fileEnd = reader.endWithin(end);
      if (reader.id() == Ids.ATTACHED_FILE) {
        attachedFile(reader, fileEnd, files);
      }
      reader.position(fileEnd);
    }
    return files;
  }

  private static void attachedFile(EbmlReader reader, long end, List<Attachment> files)
      throws IOException {
    String name = "";
    String type = "";
    long offset = -1;
    long length = 0;
    while (reader.next(end)) {
      switch (reader.id()) {
        case Ids.FILE_NAME -> name = reader.text(MOST_NAME);
        case Ids.FILE_MEDIA_TYPE -> type = reader.text(MOST_NAME);
        case Ids.FILE_DATA -> {
          offset = reader.start();
          length = reader.endWithin(end) - offset;
        }
        default -> {}
      }
      reader.position(reader.endWithin(end));
    }
    if (offset >= 0 && length > 0) {
      files.add(new Attachment(name, type, offset, length));
    }
  }
}
