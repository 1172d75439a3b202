package medianest.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chips that encode H.264, the best first. Decoding and scaling stay with the processor: what a
 * chip makes of them differs by its driver, and this way every picture is the same up to the
 * encoder.
 */
public enum Hardware {
  NVENC("h264_nvenc", "nvidia*", Option.H264_NVENC),
  QSV("h264_qsv", "dri/renderD*", Option.H264_QSV),
  VAAPI("h264_vaapi", "dri/renderD*", Option.H264_VAAPI),
  V4L2("h264_v4l2m2m", "video*", Option.H264_V4L2);

  private static final Path DEVICES = Path.of("/dev");

  /** The first that Linux numbers; where there is none, a run that is forced to it fails. */
  private static final int FIRST_RENDERER = 128;

  private final String encoder;
  private final String nodes;
  private final Option option;

  Hardware(String encoder, String nodes, Option option) {
    this.encoder = encoder;
    this.nodes = nodes;
    this.option = option;
  }

  /** As ffmpeg names it in its list. */
  String encoder() {
    return encoder;
  }

  Option option() {
    return option;
  }

  /** What of the machine it is reached through. */
  List<Path> devices() {
    int slash = nodes.indexOf('/');
    Path folder = slash < 0 ? DEVICES : DEVICES.resolve(nodes.substring(0, slash));
    try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      String start = nodes.substring(slash + 1, nodes.length() - 1);
      return all.filter(p -> p.getFileName().toString().startsWith(start)).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The number of the first renderer. */
  int renderer() {
    return devices().stream()
        .map(p -> p.getFileName().toString().replaceAll("\\D", ""))
        .filter(n -> !n.isEmpty())
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(FIRST_RENDERER);
  }
}
