package medianest.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the extractor of AndroidX Media3 read from a file, from the dump beside it. */
public record Media3Dump(List<DumpedTrack> tracks) {

  /** A track; {@code codecs} is empty where the dump has none. */
  public record DumpedTrack(
      String id, String mimeType, String codecs, List<DumpedSample> samples) {}

  /** A sample, its time in microseconds and the hash of its bytes. */
  public record DumpedSample(long timeUs, boolean key, int size, int hash) {}

  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".0.dump");
  }

  public static Media3Dump read(Path dump) throws IOException {
    List<DumpedTrack> tracks = new ArrayList<>();
    List<DumpedSample> samples = new ArrayList<>();
    String id = "";
    String mimeType = "";
    String codecs = "";
    long time = 0;
    boolean key = false;
    boolean any = false;
    boolean inSample = false;
    for (String raw : Files.readAllLines(dump)) {
      String line = raw.strip();
      String value = line.substring(line.indexOf('=') + 1).strip();
      if (line.startsWith("track ") && line.endsWith(":")) {
        if (any) {
          tracks.add(new DumpedTrack(id, mimeType, codecs, List.copyOf(samples)));
        }
        any = true;
        inSample = false;
        samples.clear();
        id = "";
        codecs = "";
      } else if (line.startsWith("sample ") && line.endsWith(":")) {
        inSample = true;
      } else if (line.startsWith("id = ")) {
        id = value;
      } else if (line.startsWith("sampleMimeType = ")) {
        mimeType = value;
      } else if (line.startsWith("codecs = ")) {
        codecs = value;
      } else if (inSample && line.startsWith("time = ")) {
        time = Long.parseLong(value);
      } else if (inSample && line.startsWith("flags = ")) {
        key = (Integer.parseInt(value) & 1) != 0;
      } else if (inSample && line.startsWith("data = length ")) {
        int comma = value.indexOf(", hash ");
        int size = Integer.parseInt(value.substring("length ".length(), comma));
        int hash = Integer.parseUnsignedInt(value.substring(comma + ", hash ".length()), 16);
        samples.add(new DumpedSample(time, key, size, hash));
      }
    }
    if (any) {
      tracks.add(new DumpedTrack(id, mimeType, codecs, List.copyOf(samples)));
    }
    return new Media3Dump(tracks);
  }
}
