package medianest.media.mkv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ffprobe reads from a file: an independent reader's packets. */
final class Packets {

  /**
   * One packet.
   *
   * @param seconds its time of presentation; not a number where ffprobe knows none
   * @param hash MD5 of its bytes, in lower-case hexadecimal
   */
  record Packet(double seconds, int size, boolean key, String hash) {}

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
            "compact=p=0",
            file.toString());
    Map<Integer, List<Packet>> packets = new HashMap<>();
    for (String line : output.lines().toList()) {
      Map<String, String> fields = new HashMap<>();
      for (String field : line.split("\\|", -1)) {
        int equals = field.indexOf('=');
        if (equals > 0) {
          fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
      }
      if (fields.containsKey("stream_index")) {
        packets
            .computeIfAbsent(
                Integer.valueOf(fields.get("stream_index")), stream -> new ArrayList<>())
            .add(packet(fields));
      }
    }
    return packets;
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
