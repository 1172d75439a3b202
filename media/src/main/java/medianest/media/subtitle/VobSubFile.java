package medianest.media.subtitle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import medianest.media.track.Column;

/**
 * One language of a VobSub pair: its text file ({@code .idx}) says when each subpicture is shown
 * and where it lies in the other ({@code .sub}), which is a program stream as on a DVD. It has no
 * specification but the comments within such files.
 */
public final class VobSubFile implements SidePictures {

  private static final Pattern LANGUAGE =
      Pattern.compile("id:\\s*([a-zA-Z-]{2,8})?\\s*,\\s*index:\\s*(\\d{1,2})\\s*");
  private static final Pattern PLACE =
      Pattern.compile(
          "timestamp:\\s*(\\d{1,2}):(\\d{2}):(\\d{2})[:.](\\d{3})\\s*,"
              + "\\s*filepos:\\s*([0-9a-fA-F]{1,15})\\s*");

  private static final String MAGIC = "# VobSub index file";
  private static final int MOST_LANGUAGES = 32;
  private static final int MOST_PLACES = 200_000;
  private static final long TICKS_PER_MS = TrackPictures.CLOCK / 1_000;

  private final VobSubHead head;
  private final String language;
  private final int stream;
  private final Column times;
  private final Column places;

  private VobSubFile(
      VobSubHead head, String language, int stream, Column.Builder times, Column.Builder places) {
    this.head = head;
    this.language = language;
    this.stream = stream;
    this.times = times.build();
    this.places = places.build();
  }

  /** Whether a file begins as the text of such a pair does. */
  public static boolean isOne(byte[] head) {
    for (int i = 0; i < Math.min(head.length, MAGIC.length()); i++) {
      if (head[i] != MAGIC.charAt(i)) {
        return false;
      }
    }
    return head.length > 0;
  }

  /** The languages of a text file that have subpictures, in their order. */
  public static List<VobSubFile> of(String idx) throws RefusedMedia {
    VobSubHead head = VobSubHead.ofText(idx);
    List<VobSubFile> files = new ArrayList<>();
    String language = "";
    int stream = 0;
    Column.Builder times = new Column.Builder();
    Column.Builder places = new Column.Builder();
    int count = 0;
    for (String line : (Iterable<String>) idx.lines()::iterator) {
      String bare = line.strip();
      Matcher place = PLACE.matcher(bare);
      Matcher next = LANGUAGE.matcher(bare);
      if (place.matches()) {
        if (++count > MOST_PLACES) {
          throw new RefusedMedia("The subtitle file has more pictures than any real one.");
        }
        times.add(ms(place));
        places.add(Long.parseLong(place.group(5), 16));
      } else if (next.matches()) {
        keep(new VobSubFile(head, language, stream, times, places), files);
        language = next.group(1) == null ? "" : next.group(1).toLowerCase(Locale.ROOT);
        stream = Integer.parseInt(next.group(2));
        times = new Column.Builder();
        places = new Column.Builder();
      }
    }
    keep(new VobSubFile(head, language, stream, times, places), files);
    return files;
  }

  private static void keep(VobSubFile file, List<VobSubFile> files) {
    if (file.count() > 0 && files.size() < MOST_LANGUAGES) {
      files.add(file);
    }
  }

  private static long ms(Matcher place) {
    long minutes = 60L * Long.parseLong(place.group(1)) + Long.parseLong(place.group(2));
    return 1_000 * (60 * minutes + Long.parseLong(place.group(3))) + Long.parseLong(place.group(4));
  }

  /** As the file writes it, mostly a code of two letters; empty where it says nothing. */
  public String language() {
    return language;
  }

  @Override
  public int count() {
    return times.count();
  }

  @Override
  public int weight() {
    return 400 + 10 * times.count();
  }

  @Override
  public Bytes window(ByteSource source, long fromUs, long toUs) throws IOException {
    PictureWindow window =
        new PictureWindow(TrackPictures.clock(fromUs), TrackPictures.clock(toUs));
    SubPictureSteps steps = new SubPictureSteps(head, window);
    long earliest = (fromUs - TrackCues.LONGEST_CUE_US) / 1_000;
    ProgramStream packets = new ProgramStream(source, stream);
    PictureBytes together = new PictureBytes();
    for (int i = 0; i < times.count(); i++) {
      if (times.at(i) >= earliest && 1_000 * times.at(i) < toUs) {
        try {
          Bytes unit = packets.subPicture(places.at(i));
          together.add(unit.length());
          steps.add(TICKS_PER_MS * times.at(i), unit);
        } catch (BrokenMedia e) {
          // The others are no worse for one that is damaged.
        }
      }
    }
    steps.end();
    return window.toBytes();
  }
}
