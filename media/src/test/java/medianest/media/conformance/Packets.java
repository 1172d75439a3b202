package medianest.media.conformance;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packets of each stream as ffmpeg reads them, in decode order. */
record Packets(Map<Integer, List<Packet>> streams, String errors) {

  /**
   * One packet.
   *
   * @param seconds its presentation time
   */
  record Packet(BigDecimal seconds, int size, String hash) {}

  /** Reads what {@code arguments}, inputs and maps, select. */
  static Packets read(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(arguments);
    command.addAll(List.of("-c", "copy", "-f", "framehash", "-hash", "md5", "-"));
    Ffmpeg.Verdict verdict = Ffmpeg.run(command);
    Map<Integer, List<Packet>> streams = new TreeMap<>();
    Map<Integer, BigDecimal> tick = new TreeMap<>();
    for (String line : verdict.output()) {
      if (line.startsWith("#tb ")) {
        String[] parts = line.substring(4).split("[ :/]+", -1);
        int stream = Integer.parseInt(parts[0]);
        tick.put(
            stream,
            new BigDecimal(parts[1]).divide(new BigDecimal(parts[2]), MathContext.DECIMAL64));
        streams.put(stream, new ArrayList<>());
      } else if (!line.startsWith("#")) {
        String[] parts = line.split(",\\s*", -1);
        int stream = Integer.parseInt(parts[0].strip());
        BigDecimal time =
            new BigDecimal(parts[2]).multiply(tick.getOrDefault(stream, BigDecimal.ONE));
        streams
            .computeIfAbsent(stream, s -> new ArrayList<>())
            .add(new Packet(time, Integer.parseInt(parts[4]), parts[5]));
      }
    }
    return new Packets(streams, verdict.errors());
  }
}
