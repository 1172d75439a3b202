package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A film in which a flash and a beep come together at the beginning of every second. */
final class ClapFilm {

  static final int RATE = 25;

  private static final int SAMPLE_RATE = 48_000;
  private static final int LOUD = 4000;
  private static final int BRIGHT = 120;

  private final Path folder;
  private final int seconds;

  ClapFilm(Path folder, int seconds) {
    this.folder = folder;
    this.seconds = seconds;
  }

  /** Makes it with those codings. */
  Path make(String name, String video, String audio) throws IOException, InterruptedException {
    Path film = folder.resolve(name);
    String flash = "if(lt(mod(N," + RATE + "),1),235,16)";
    String beep = "if(lt(mod(t,1),0.04),0.8*sin(2*PI*1000*t),0)";
    List<String> line = new ArrayList<>();
    line.addAll(List.of("-f", "lavfi", "-i"));
    line.add("color=size=32x32:rate=" + RATE + ":duration=" + seconds);
    line.addAll(List.of("-f", "lavfi", "-i"));
    line.add("aevalsrc='" + beep + "':s=" + SAMPLE_RATE + ":d=" + seconds);
    line.addAll(List.of("-vf", "format=gray,geq=lum='" + flash + "',format=yuv420p"));
    line.addAll(List.of("-c:v", video, "-g", "25", "-bf", "2", "-c:a", audio, film.toString()));
    Ffmpeg.run(line, 60 + seconds / 4);
    return film;
  }

  /** By how many seconds the beep comes after its flash, for every second of a file. */
  List<Double> offsets(Path file) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("-copyts", "-i", file.toString()));
    line.addAll(List.of("-map", "0:v:0", "-fps_mode", "passthrough"));
    line.addAll(List.of("-enc_time_base", "1:90000", "-c:v", "rawvideo", "-f", "framecrc", "-"));
    List<Double> times = new ArrayList<>();
    for (String frame : Ffmpeg.run(line, 60 + seconds)) {
      if (!frame.startsWith("#")) {
        times.add(Long.parseLong(frame.split(",\\s*", -1)[2].strip()) / 90_000.0);
      }
    }
    return offsets(file.toString(), times);
  }

  /**
   * The same of a stream.
   *
   * @param input the address of a master playlist
   * @param times of its pictures; ffmpeg does not tell them, since it adds the largest negative
   *     offset of composition to all times of a fragment that has such
   */
  List<Double> offsets(String input, List<Double> times) throws IOException, InterruptedException {
    Path light = folder.resolve("light.raw");
    Path sound = folder.resolve("sound.raw");
    List<String> line = new ArrayList<>(List.of("-copyts", "-i", input));
    String small = "scale=1:1:flags=area,format=gray";
    line.addAll(List.of("-map", "0:v:0", "-fps_mode", "passthrough", "-vf", small));
    line.addAll(List.of("-f", "rawvideo", light.toString()));
    String whole = "aresample=" + SAMPLE_RATE + ":async=1:first_pts=0";
    line.addAll(List.of("-map", "0:a:0", "-af", whole, "-ac", "1", "-c:a", "pcm_s16le"));
    line.addAll(List.of("-f", "s16le", sound.toString()));
    Ffmpeg.run(line, 120 + seconds);
    List<Double> flashes = flashes(Files.readAllBytes(light), times);
    List<Double> beeps = beeps(Files.readAllBytes(sound));
    if (times.size() != seconds * RATE || flashes.size() != beeps.size()) {
      throw new AssertionError(
          times.size()
              + " pictures, "
              + flashes.size()
              + " flashes and "
              + beeps.size()
              + " beeps");
    }
    List<Double> offsets = new ArrayList<>();
    for (int i = 0; i < flashes.size(); i++) {
      offsets.add(beeps.get(i) - flashes.get(i));
    }
    return offsets;
  }

  private static List<Double> flashes(byte[] light, List<Double> times) {
    List<Double> flashes = new ArrayList<>();
    for (int i = 0; i < light.length; i++) {
      if ((light[i] & 0xff) > BRIGHT) {
        flashes.add(times.get(i));
      }
    }
    return flashes;
  }

  private static List<Double> beeps(byte[] sound) {
    ByteBuffer samples = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
    List<Double> beeps = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < sound.length / 2; i++) {
      if (i >= next && Math.abs(samples.getShort(2 * i)) > LOUD) {
        beeps.add(i / (double) SAMPLE_RATE);
        next = i + SAMPLE_RATE / 2;
      }
    }
    return beeps;
  }
}
