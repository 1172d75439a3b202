package medianest.media.mkv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.RefusedMedia;
import medianest.media.track.Attachment;
import medianest.media.track.Chapter;
import medianest.media.track.Container;

/**
 * Reads everything of a segment but its clusters: what stands before the first of them, and what
 * the SeekHeads point to behind them. A SeekHead may be absent, doubled or wrong (RFC 9559 clause
 * 6.3), so an element counts only where its number is found.
 */
final class SegmentHeadReader {

  private static final int WINDOW = 4096;

  /** Cues are read in larger steps: they are the one large element that is read whole. */
  private static final int CUES_WINDOW = 32 << 10;

  private static final int MOST_TRACKS = 1000;
  private static final int MOST_SEEK_HEADS = 16;
  private static final int MOST_SEEKS = 1000;
  private static final int MOST_TITLE = 4096;

  private final ByteSource source;
  private final EbmlReader reader;
  private final Map<Integer, Long> found = new LinkedHashMap<>();
  private final List<Long> seekHeads = new ArrayList<>();
  private final List<Seek> seeks = new ArrayList<>();
  private final List<TrackEntry> tracks = new ArrayList<>();
  private long start;
  private long end;
  private long firstCluster;
  private long nanosPerUnit = Segment.DEFAULT_NANOS_PER_UNIT;
  private double duration;
  private String title = "";
  private List<Chapter> chapters = List.of();
  private Tags tags = Tags.NONE;
  private Map<Long, CueTable> cues = Map.of();
  private List<Attachment> attachments = List.of();

  /** Where a SeekHead says that an element begins. */
  private record Seek(int id, long position) {}

  private SegmentHeadReader(ByteSource source) {
    this.source = source;
    this.reader = new EbmlReader(source, WINDOW);
  }

  static SegmentHead read(ByteSource source) throws IOException {
    return new SegmentHeadReader(source).read();
  }

  private SegmentHead read() throws IOException {
    Container container = EbmlHead.read(reader);
    enterSegment();
    walkToFirstCluster();
    followSeekHeads();
    if (tracks.isEmpty()) {
      throw new BrokenMedia("The file has no list of tracks: its beginning is damaged or missing.");
    }
    return new SegmentHead(
        container,
        new Segment(start, end, firstCluster, nanosPerUnit),
        duration,
        title.isEmpty() ? tags.title() : title,
        List.copyOf(tracks),
        chapters,
        tags,
        cues,
        attachments);
  }

  private void enterSegment() throws IOException {
    while (reader.next(reader.length())) {
      if (reader.id() == Ids.SEGMENT) {
        start = reader.start();
        end = Math.min(reader.end(), reader.length());
        return;
      }
      reader.skip();
    }
    throw new BrokenMedia("The file ends before its content begins.");
  }

  private void walkToFirstCluster() throws IOException {
    firstCluster = end;
    while (true) {
      long at = reader.position();
      if (!reader.next(end)) {
        return;
      }
      if (reader.id() == Ids.CLUSTER) {
        firstCluster = at;
        return;
      }
      element(at);
    }
  }

  /** Tracks count wherever they are; the rest, where the file was cut off, does not matter. */
  private void followSeekHeads() throws IOException {
    for (int i = 0; i < seekHeads.size() && i < MOST_SEEK_HEADS; i++) {
      seekAll();
      at(seekHeads.get(i), Ids.SEEK_HEAD);
    }
    seekAll();
  }

  private void seekAll() throws IOException {
    for (Seek seek : List.copyOf(seeks)) {
      if (seek.id == Ids.SEEK_HEAD) {
        if (!seekHeads.contains(seek.position)) {
          seekHeads.add(seek.position);
        }
      } else if (!found.containsKey(seek.id)) {
        at(seek.position, seek.id);
      }
    }
    seeks.clear();
  }

  private void at(long position, int id) throws IOException {
    reader.position(position);
    if (reader.next(end) && reader.id() == id) {
      element(position);
    }
  }

  /** Reads the element whose head was just read, and leaves the reader behind it. */
  private void element(long at) throws IOException {
    int id = reader.id();
    long elementEnd = reader.end();
    boolean whole = elementEnd <= end;
    boolean first = id == Ids.SEEK_HEAD || found.putIfAbsent(id, at) == null;
    if (first && whole) {
      content(id, elementEnd);
    } else if (first && id == Ids.TRACKS) {
      throw new BrokenMedia("The file ends within its list of tracks.");
    }
    reader.position(elementEnd);
  }

  private void content(int id, long elementEnd) throws IOException {
    switch (id) {
      case Ids.INFO -> info(elementEnd);
      case Ids.TRACKS -> tracks(elementEnd);
      default -> {
        try {
          optional(id, elementEnd);
        } catch (BrokenMedia e) {
          // A film whose chapters or index are damaged can be watched all the same.
        }
      }
    }
  }

  private void optional(int id, long elementEnd) throws IOException {
    switch (id) {
      case Ids.SEEK_HEAD -> seekHead(elementEnd);
      case Ids.CHAPTERS -> chapters = Chapters.read(reader, elementEnd);
      case Ids.ATTACHMENTS -> attachments = Attachments.read(source, reader.start(), elementEnd);
      case Ids.TAGS -> tags = Tags.read(reader, elementEnd);
      case Ids.CUES -> {
        EbmlReader large = new EbmlReader(source, CUES_WINDOW);
        large.position(reader.start());
        cues = CuesReader.read(large, elementEnd, start);
      }
      default -> {}
    }
  }

  private void seekHead(long elementEnd) throws IOException {
    while (reader.next(elementEnd)) {
      long seekEnd = reader.endWithin(elementEnd);
      if (reader.id() == Ids.SEEK && seeks.size() < MOST_SEEKS) {
        seek(seekEnd);
      }
      reader.position(seekEnd);
    }
  }

  private void seek(long seekEnd) throws IOException {
    int id = 0;
    long position = -1;
    while (reader.next(seekEnd)) {
      switch (reader.id()) {
        case Ids.SEEK_ID -> id = (int) reader.unsigned();
        case Ids.SEEK_POSITION -> position = reader.unsigned();
        default -> {}
      }
      reader.position(reader.endWithin(seekEnd));
    }
    if (position >= 0 && position < end - start) {
      seeks.add(new Seek(id, start + position));
    }
  }

  private void info(long elementEnd) throws IOException {
    while (reader.next(elementEnd)) {
      switch (reader.id()) {
        case Ids.TIMESTAMP_SCALE -> nanosPerUnit = reader.unsigned();
        case Ids.DURATION -> duration = reader.real();
        case Ids.TITLE -> title = reader.text(MOST_TITLE);
        default -> {}
      }
      reader.position(reader.endWithin(elementEnd));
    }
    if (nanosPerUnit <= 0 || nanosPerUnit > 1_000_000_000) {
      throw new BrokenMedia("The file does not say in which unit it counts time.");
    }
  }

  private void tracks(long elementEnd) throws IOException {
    while (reader.next(elementEnd)) {
      long entryEnd = reader.endWithin(elementEnd);
      if (reader.id() == Ids.TRACK_ENTRY) {
        if (tracks.size() == MOST_TRACKS) {
          throw new RefusedMedia("The file has more than " + MOST_TRACKS + " tracks.");
        }
        tracks.add(TrackEntryReader.read(reader, entryEnd));
      }
      reader.position(entryEnd);
    }
  }
}
