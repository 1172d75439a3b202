package medianest.ffmpeg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What ffmpeg is to do with one file. Every word of it is of this package; the file itself appears
 * under a name of ours in the folder of the run, so that its own name is nowhere read as an option,
 * a protocol or a pattern.
 */
public final class Command {

  /** The name under which every input lies in the folder of its run. */
  static final String INPUT = "in";

  private final Path file;
  private final Demuxer demuxer;
  private final List<String> before = new ArrayList<>();
  private final List<String> after = new ArrayList<>();
  private final List<Filter> pictureFilters = new ArrayList<>();
  private final List<Filter> soundFilters = new ArrayList<>();
  private @Nullable Drawing drawing;
  private int threads = 1;

  private Command(Path file, Demuxer demuxer) {
    this.file = file;
    this.demuxer = demuxer;
  }

  public static Command reading(Path file, Demuxer demuxer) {
    return new Command(file, demuxer);
  }

  /** For decoding and encoding each. */
  public Command threads(int count) {
    threads = count;
    return this;
  }

  /** Adds an option that concerns how the file is read. */
  public Command reading(Option option) {
    option.write(before);
    return this;
  }

  public Command reading(Option option, long value) {
    option.write(before, value);
    return this;
  }

  /** Adds an option that concerns what is written. */
  public Command writing(Option option) {
    option.write(after);
    return this;
  }

  /** Adds an option with its number; where it is a time, in microseconds. */
  public Command writing(Option option, long value) {
    option.write(after, value);
    return this;
  }

  public Command writing(Option option, long[] timesUs) {
    option.write(after, timesUs);
    return this;
  }

  /** Adds a step of the picture. */
  public Command picture(Filter filter) {
    pictureFilters.add(filter);
    return this;
  }

  /** Draws subtitles into the picture, after its other steps; it need not be named then. */
  public Command drawing(Drawing subtitles) {
    drawing = subtitles;
    return this;
  }

  /** Adds a step of the sound. */
  public Command sound(Filter filter) {
    soundFilters.add(filter);
    return this;
  }

  Path file() {
    return file;
  }

  /**
   * The words behind the program's name. Input and output are restricted to what is named here: no
   * other container, decoder or protocol is opened, whatever the file says (a Matroska file that is
   * a playlist in truth would make ffmpeg read other files).
   */
  List<String> arguments() {
    List<String> all = new ArrayList<>(64);
    all.addAll(List.of("-nostdin", "-hide_banner", "-nostats", "-v", "error"));
    all.addAll(List.of("-progress", "pipe:2", "-stats_period", "1"));
    all.addAll(List.of("-protocol_whitelist", "file,pipe"));
    all.addAll(List.of("-format_whitelist", Demuxer.LIST));
    all.addAll(List.of("-codec_whitelist", Decoders.LIST));
    all.addAll(Decoders.LARGEST_PICTURE);
    all.addAll(List.of("-f", demuxer.word(), "-threads", Integer.toString(threads)));
    all.addAll(before);
    all.addAll(List.of("-i", "file:" + INPUT));
    Drawing drawn = drawing;
    if (drawn == null) {
      filters(all, "-filter:v", pictureFilters);
    } else {
      all.addAll(List.of("-filter_complex", drawn.graph(chain(pictureFilters))));
      all.addAll(List.of("-map", Drawing.DRAWN));
    }
    filters(all, "-filter:a", soundFilters);
    all.addAll(List.of("-threads", Integer.toString(threads)));
    all.addAll(after);
    all.add("pipe:1");
    return all;
  }

  private static void filters(List<String> all, String option, List<Filter> filters) {
    if (!filters.isEmpty()) {
      all.add(option);
      all.add(chain(filters));
    }
  }

  private static String chain(List<Filter> filters) {
    return filters.stream().map(Filter::words).collect(Collectors.joining(","));
  }
}
