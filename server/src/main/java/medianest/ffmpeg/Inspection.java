package medianest.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ffprobe says is in a file.
 *
 * @param durationUs 0 where it is not known
 */
public record Inspection(long durationUs, List<Stream> streams) {

  /**
   * A stream of the file.
   *
   * @param kind video, audio, subtitle, data or attachment
   * @param codec as ffmpeg names it
   * @param cover whether it is a still picture beside the sound
   */
  public record Stream(
      String kind, String codec, boolean cover, int width, int height, int channels) {}

  private static final int MOST_STREAMS = 256;

  private static final Pattern LINE =
      Pattern.compile("streams\\.stream\\.(\\d{1,4})\\.([a-z_.]+)=\"?([^\"]{0,60})\"?");

  private static final Pattern DURATION =
      Pattern.compile("format\\.duration=\"(\\d{1,9})\\.(\\d{6})\"");

  public Inspection {
    streams = List.copyOf(streams);
  }

  static List<String> arguments(Demuxer demuxer) {
    List<String> words = new ArrayList<>(List.of("-hide_banner", "-v", "error"));
    words.addAll(List.of("-protocol_whitelist", "file,pipe"));
    words.addAll(List.of("-format_whitelist", Demuxer.LIST));
    words.addAll(List.of("-codec_whitelist", Decoders.LIST));
    words.addAll(Decoders.LARGEST_PICTURE);
    words.addAll(List.of("-f", demuxer.word()));
    words.add("-show_entries");
    words.add(
        "format=duration:stream=codec_type,codec_name,width,height,channels"
            + ":stream_disposition=attached_pic");
    words.addAll(List.of("-of", "flat", "file:" + Command.INPUT));
    return words;
  }

  static Inspection parse(String output) {
    Map<Integer, Map<String, String>> streams = new TreeMap<>();
    Matcher line = LINE.matcher(output);
    while (line.find() && streams.size() <= MOST_STREAMS) {
      streams
          .computeIfAbsent(Integer.parseInt(line.group(1)), n -> new TreeMap<>())
          .put(line.group(2), line.group(3));
    }
    List<Stream> found = new ArrayList<>();
    for (Map<String, String> values : streams.values()) {
      found.add(
          new Stream(
              values.getOrDefault("codec_type", "data"),
              values.getOrDefault("codec_name", "unknown"),
              values.getOrDefault("disposition.attached_pic", "0").equals("1"),
              number(values.get("width")),
              number(values.get("height")),
              number(values.get("channels"))));
    }
    Matcher duration = DURATION.matcher(output);
    long us =
        duration.find()
            ? Long.parseLong(duration.group(1)) * 1_000_000 + Long.parseLong(duration.group(2))
            : 0;
    return new Inspection(us, found);
  }

  private static int number(@Nullable String text) {
    return Optional.ofNullable(text)
        .filter(t -> t.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** Those that are moving pictures. */
  public List<Stream> video() {
    return streams.stream().filter(s -> s.kind().equals("video") && !s.cover()).toList();
  }

  public List<Stream> audio() {
    return streams.stream().filter(s -> s.kind().equals("audio")).toList();
  }
}
