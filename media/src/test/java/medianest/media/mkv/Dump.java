package medianest.media.mkv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Media3's extractor read from a file, as its {@code .0.dump} lists it. */
record Dump(List<DumpTrack> tracks) {

  /** One track; the format by its keys, such as {@code sampleMimeType}. */
  record DumpTrack(Map<String, String> format, List<DumpSample> samples) {

    String mimeType() {
      return format.getOrDefault("sampleMimeType", "");
    }
  }

  /**
   * One sample; the hash is that of {@link java.util.Arrays#hashCode(byte[])}.
   *
   * @param supplemented whether Media3 appended what Matroska says of the sample, such as padding
   */
  record DumpSample(long timeUs, boolean key, boolean supplemented, int length, int hash) {}

  private static final int SUPPLEMENTAL = 0x1000_0000;

  static Dump read(Path file) throws IOException {
    List<DumpTrack> tracks = new ArrayList<>();
    long time = 0;
    int flags = 0;
    boolean inSamples = false;
    for (String line : Files.readAllLines(file)) {
      String text = line.strip();
      if (line.startsWith("track ")) {
        tracks.add(new DumpTrack(new HashMap<>(), new ArrayList<>()));
        inSamples = false;
      } else if (text.matches("(sample|format) \\d+:")) {
        inSamples = text.startsWith("sample");
      } else if (!tracks.isEmpty() && text.contains(" = ")) {
        String name = text.substring(0, text.indexOf(" = "));
        String value = text.substring(text.indexOf(" = ") + 3);
        DumpTrack track = tracks.getLast();
        if (!inSamples) {
          track.format.putIfAbsent(name, value);
        } else if (name.equals("time")) {
          time = Long.parseLong(value);
        } else if (name.equals("flags")) {
          flags = Integer.parseInt(value);
        } else if (name.equals("data")) {
          String[] parts = value.split("length |, hash ", -1);
          track.samples.add(
              new DumpSample(
                  time,
                  (flags & 1) != 0,
                  (flags & SUPPLEMENTAL) != 0,
                  Integer.parseInt(parts[1]),
                  (int) Long.parseLong(parts[2], 16)));
        }
      }
    }
    return new Dump(tracks);
  }
}
