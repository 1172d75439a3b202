package medianest.loadtest.viewer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HLS playlist as a player reads it (RFC 8216), strict where a player would trip.
 *
 * @param variants of a multivariant playlist, the lowest bit rate first
 * @param audio the address of each rendition of sound by its group
 * @param segments of a media playlist
 * @param init the initialization segment
 */
record Playlist(
    List<Variant> variants,
    Map<String, String> audio,
    List<Segment> segments,
    @Nullable String init) {

  private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"([^\"]*)\"|[^,]*)");

  Playlist {
    variants = List.copyOf(variants);
    audio = Map.copyOf(audio);
    segments = List.copyOf(segments);
  }

  /** One quality. */
  record Variant(long bandwidth, String uri, @Nullable String audioGroup) {}

  /** One piece. */
  record Segment(double seconds, String uri) {}

  /** A playlist that a player could not follow. */
  static final class BadPlaylist extends Exception {
    private static final long serialVersionUID = 1L;

    BadPlaylist(String sentence) {
      super(sentence);
    }
  }

  static Playlist parse(String text) throws BadPlaylist {
    if (!text.startsWith("#EXTM3U")) {
      throw new BadPlaylist("the playlist does not begin with #EXTM3U");
    }
    List<Variant> variants = new ArrayList<>();
    Map<String, String> audio = new HashMap<>();
    List<Segment> segments = new ArrayList<>();
    String init = null;
    Map<String, String> variant = Map.of();
    double seconds = -1;
    boolean ended = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith("#EXT-X-STREAM-INF:")) {
        variant = attributes(line);
      } else if (line.startsWith("#EXT-X-MEDIA:")) {
        rendition(attributes(line), audio);
      } else if (line.startsWith("#EXT-X-MAP:")) {
        init = attributes(line).get("URI");
      } else if (line.startsWith("#EXTINF:")) {
        seconds = number(line.substring("#EXTINF:".length()).replaceAll(",.*", ""));
      } else if (line.startsWith("#EXT-X-ENDLIST")) {
        ended = true;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        if (variant.isEmpty()) {
          segments.add(segment(seconds, line));
          seconds = -1;
        } else {
          long bandwidth = (long) number(variant.getOrDefault("BANDWIDTH", "0"));
          variants.add(new Variant(bandwidth, line, variant.get("AUDIO")));
          variant = Map.of();
        }
      }
    }
    if (variants.isEmpty() && (segments.isEmpty() || !ended)) {
      throw new BadPlaylist("the playlist has no end, or nothing in it");
    }
    variants.sort((one, other) -> Long.compare(one.bandwidth(), other.bandwidth()));
    return new Playlist(variants, audio, segments, init);
  }

  private static Segment segment(double seconds, String uri) throws BadPlaylist {
    if (seconds <= 0) {
      throw new BadPlaylist("a segment has no length");
    }
    return new Segment(seconds, uri);
  }

  private static void rendition(Map<String, String> attributes, Map<String, String> audio) {
    String uri = attributes.get("URI");
    String group = attributes.get("GROUP-ID");
    if ("AUDIO".equals(attributes.get("TYPE")) && uri != null && group != null) {
      if ("YES".equals(attributes.get("DEFAULT"))) {
        audio.put(group, uri);
      } else {
        audio.putIfAbsent(group, uri);
      }
    }
  }

  private static double number(String text) throws BadPlaylist {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new BadPlaylist("the playlist has " + text + " where a number belongs");
    }
  }

  private static Map<String, String> attributes(String line) {
    Map<String, String> attributes = new HashMap<>();
    Matcher each = ATTRIBUTE.matcher(line.substring(line.indexOf(':') + 1));
    while (each.find()) {
      attributes.put(each.group(1), each.group(3) == null ? each.group(2) : each.group(3));
    }
    return attributes;
  }

  /** The length of all segments. */
  double seconds() {
    return segments.stream().mapToDouble(Segment::seconds).sum();
  }
}
