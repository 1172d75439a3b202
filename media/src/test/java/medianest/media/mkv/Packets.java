package medianest.media.mkv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What ffprobe reads from a file: an independent reader's packets. */
final class Packets {

  /**
   * One packet.
   *
   * @param seconds its time of presentation; not a number where ffprobe knows none
   * @param hash MD5 of its bytes, in lower-case hexadecimal
   */
  record Packet(double seconds, int size, boolean key, String hash) {}

  private static final Pattern LINE =
      Pattern.compile("^packets\\.packet\\.\\d+\\.(\\w+)=\"?([^\"]*)\"?$");

  private Packets() {}

  /** By the number of the stream, in the order of the file. */
  static Map<Integer, List<Packet>> of(Path file) throws IOException, InterruptedException {
    String output =
        MadeMedia.run(
            "ffprobe",
            "-v",
            "quiet",
            "-fflags",
            "nofillin+noparse",
            "-show_packets",
            "-show_data_hash",
            "md5",
            "-show_entries",
            "packet=stream_index,pts_time,size,flags,data_hash",
            "-of",
            "flat",
            file.toString());
    Map<Integer, List<Packet>> packets = new HashMap<>();
    Map<String, String> fields = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] parts = LINE.matcher(line).replaceFirst("$1=$2").split("=", 2);
      // The stream's number comes first in each packet.
      if (parts[0].equals("stream_index") && !fields.isEmpty()) {
        add(packets, fields);
        fields.clear();
      }
      fields.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    if (!fields.isEmpty()) {
      add(packets, fields);
    }
    return packets;
  }

  private static void add(Map<Integer, List<Packet>> packets, Map<String, String> fields) {
    packets
        .computeIfAbsent(
            Integer.valueOf(fields.getOrDefault("stream_index", "-1")), stream -> new ArrayList<>())
        .add(packet(fields));
  }

  private static Packet packet(Map<String, String> fields) {
    String time = fields.getOrDefault("pts_time", "N/A");
    return new Packet(
        time.equals("N/A") ? Double.NaN : Double.parseDouble(time),
        Integer.parseInt(fields.getOrDefault("size", "0")),
        fields.getOrDefault("flags", "").startsWith("K"),
        fields.getOrDefault("data_hash", "").replace("MD5:", ""));
  }
}
