package medianest.media.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import medianest.media.codec.Codec;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import medianest.media.io.WindowReader;
import medianest.media.track.Chapter;
import medianest.media.track.Container;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;

/**
 * Makes the index of an MP4 or QuickTime file.
 *
 * <p>Times: a track's media time plus its shift is the movie's time. The shift comes from the edit
 * list; where it would put a video sample before zero, as with pictures that are there only to be
 * decoded, the whole movie is moved later until none is.
 */
public final class Mp4Reader {

  /** What one read brings at the top of the file: a fragment's head fits as a rule. */
  private static final int WINDOW = 4096;

  private static final int MOST_TRACKS = 1000;

  private final ByteSource source;
  private final Box movie;
  private final List<TrackDraft> drafts;
  private final long movieTimescale;

  private Mp4Reader(ByteSource source, Box movie, List<TrackDraft> drafts, long movieTimescale) {
    this.source = source;
    this.movie = movie;
    this.drafts = drafts;
    this.movieTimescale = movieTimescale;
  }

  public static Mp4Index open(ByteSource source) throws IOException {
    WindowReader reader = new WindowReader(source, WINDOW);
    FileLayout layout = FileLayout.scan(source, reader);
    Box movie = layout.movie();
    List<TrackDraft> drafts = drafts(movie, source.length());
    new FragmentReader(reader, movie, drafts).read(layout.fragments());
    checkUsable(drafts);
    Container container = layout.brand().equals("qt  ") ? Container.QUICKTIME : Container.MP4;
    return new Mp4Reader(source, movie, drafts, movieTimescale(movie)).index(container);
  }

  private static List<TrackDraft> drafts(Box movie, long fileLength) throws MediaException {
    List<TrackDraft> drafts = new ArrayList<>();
    Optional<BrokenMedia> problem = Optional.empty();
    for (Box box : movie.children()) {
      if (box.type().equals("trak") && drafts.size() < MOST_TRACKS) {
        try {
          drafts.add(TrackDraft.read(box, fileLength));
        } catch (BrokenMedia e) {
          problem = problem.or(() -> Optional.of(e));
        }
      }
    }
    if (drafts.isEmpty()) {
      throw problem.orElseGet(() -> new BrokenMedia("The file holds neither pictures nor sound."));
    }
    return drafts;
  }

  /**
   * A film is turned away if none of its pictures, or none of its sound, can be used; a track that
   * has others like it is passed over.
   */
  private static void checkUsable(List<TrackDraft> drafts) throws MediaException {
    boolean samples = false;
    for (TrackDraft draft : drafts) {
      samples |= draft.table().count() > 0;
    }
    for (String handler : List.of("vide", "soun")) {
      List<TrackDraft> alike =
          drafts.stream().filter(draft -> draft.header().handler().equals(handler)).toList();
      boolean usable = alike.stream().anyMatch(draft -> draft.problem().isEmpty());
      if (!alike.isEmpty() && !usable) {
        throw alike.getFirst().problem().orElseThrow();
      }
    }
    if (!samples) {
      boolean cut = drafts.stream().anyMatch(draft -> draft.table().cut());
      throw new BrokenMedia(
          cut
              ? "The file ends before its first picture or sound; it was not copied to its end."
              : "The file describes a film but holds no pictures and no sound.");
    }
  }

  private static long movieTimescale(Box movie) throws BrokenMedia {
    Optional<Box> mvhd = movie.child("mvhd");
    if (mvhd.isEmpty()) {
      return 1000;
    }
    ByteCursor cursor = mvhd.get().cursor();
    boolean wide = cursor.u8() == 1;
    return Math.max(1, cursor.skip(3 + (wide ? 16 : 8)).u32());
  }

  private Mp4Index index(Container container) throws IOException {
    List<SampleTable> tables = drafts.stream().map(draft -> draft.table().build()).toList();
    long[] shifts = shifts(tables);
    Set<Long> chapterTracks = new HashSet<>();
    drafts.forEach(draft -> chapterTracks.addAll(draft.header().chapters()));
    List<Chapter> chapters = UserData.neroChapters(movie);
    List<Mp4Index.Entry> entries = new ArrayList<>();
    Set<Integer> groups = new HashSet<>();
    for (int i = 0; i < drafts.size(); i++) {
      TrackDraft draft = drafts.get(i);
      TrackHeader header = draft.header();
      SampleTable table = tables.get(i);
      boolean holdsChapters = chapterTracks.contains(header.id()) && holdsText(draft);
      if (holdsChapters && chapters.isEmpty()) {
        chapters = ChapterTrack.read(source, table, shifts[i], header.timescale());
      }
      SampleFormat format =
          holdsChapters ? new SampleFormat.Other(Codec.UNKNOWN, "", Bytes.EMPTY) : draft.format();
      boolean first = header.group() == 0 || groups.add(header.group());
      entries.add(entry(i, header, format, table, shifts[i], header.enabled() && first));
    }
    return new Mp4Index(container, UserData.title(movie), chapters, entries);
  }

  private static boolean holdsText(TrackDraft draft) {
    return draft.format() instanceof SampleFormat.Text;
  }

  private Mp4Index.Entry entry(
      int number,
      TrackHeader header,
      SampleFormat format,
      SampleTable table,
      long shift,
      boolean isDefault)
      throws IOException {
    long start = 0;
    long end = 0;
    if (table.count() > 0) {
      start = table.start() + shift;
      end = table.end() + shift;
      // What no one can count in microseconds is no time of a film.
      var _ = Ticks.rescale(start, Ticks.MICROSECONDS, header.timescale());
      var _ = Ticks.rescale(end, Ticks.MICROSECONDS, header.timescale());
    }
    SampleFormat complete = format;
    EntryPoints points = EntryPoints.NONE;
    if (format instanceof SampleFormat.Video video && table.count() > 0) {
      SampleFormat.Video whole = InBandSets.moveOut(source, table, video);
      complete = whole;
      points = EntryPoints.find(source, table, whole, header.timescale());
    }
    Track track =
        new Track(
            number,
            header.id(),
            complete,
            header.timescale(),
            header.language(),
            header.name(),
            isDefault,
            TextEntry.forced(format),
            start,
            end,
            table.count(),
            table.byteCount());
    return new Mp4Index.Entry(track, table, shift, points);
  }

  /** For each track, from its media times to the times of the movie. */
  private long[] shifts(List<SampleTable> tables) throws BrokenMedia {
    long[] shifts = new long[tables.size()];
    long most = 0;
    long timescaleOfMost = 1;
    for (int i = 0; i < shifts.length; i++) {
      TrackHeader header = drafts.get(i).header();
      shifts[i] = header.edits().shift(movieTimescale, header.timescale());
      if (tables.get(i).count() > 0 && drafts.get(i).format() instanceof SampleFormat.Video) {
        long before = -(tables.get(i).start() + shifts[i]);
        if (before > 0 && (double) before / header.timescale() > (double) most / timescaleOfMost) {
          most = before;
          timescaleOfMost = header.timescale();
        }
      }
    }
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] =
          Ticks.checked(
              shifts[i] + Ticks.rescale(most, drafts.get(i).header().timescale(), timescaleOfMost));
    }
    return shifts;
  }
}
