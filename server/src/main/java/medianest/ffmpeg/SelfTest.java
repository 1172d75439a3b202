package medianest.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.ffmpeg.Findings.Shut;

/**
 * Lets the program show what it can: its version, what it has, and a second of film that it has to
 * decode and encode under all restrictions that hold later.
 */
final class SelfTest {

  private static final Pattern LISTED = Pattern.compile("(?m)^ [A-Z.]{3,6} +(\\w+) ");
  private static final Set<String> NEEDED = Set.of("libx264", "aac");

  /** Of the film in the jar. */
  private static final int PICTURES = 25;

  private final Ffmpeg ffmpeg;

  SelfTest(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  Findings findings() throws IOException, InterruptedException {
    Optional<Version> version = Version.parse(ffmpeg.ask("-version"));
    if (version.isEmpty()) {
      return Findings.none("The program " + ffmpeg.program().orElseThrow() + " is no ffmpeg.");
    }
    if (!version.get().known()) {
      return Findings.none(
          version, "ffmpeg " + version.get().text() + " is too old; install 5.1 or newer.");
    }
    Set<String> encoders = listed(ffmpeg.ask("-encoders"));
    Set<String> filters = listed(ffmpeg.ask("-filters"));
    Set<Shut> shut = new HostileTest(ffmpeg).shut();
    for (String needed : NEEDED) {
      if (!encoders.contains(needed)) {
        return Findings.none(version, "This ffmpeg lacks " + needed + "; install one that has it.");
      }
    }
    Path film = Files.createTempFile("medianest-test", ".mp4");
    try (InputStream in = SelfTest.class.getResourceAsStream("test.mp4")) {
      if (in == null) {
        throw new IOException("the film of the self-test is missing");
      }
      Files.write(film, in.readAllBytes());
      Optional<String> obstacle = encoded(film);
      Set<Hardware> hardware = EnumSet.noneOf(Hardware.class);
      for (Hardware chip : Hardware.values()) {
        boolean there = encoders.contains(chip.encoder()) && !chip.devices().isEmpty();
        if (there && obstacle.isEmpty() && encodes(chip, film)) {
          hardware.add(chip);
        }
      }
      return new Findings(version, encoders, filters, hardware, shut, obstacle);
    } finally {
      Files.delete(film);
    }
  }

  private Optional<String> encoded(Path film) throws IOException, InterruptedException {
    Command command =
        Command.reading(film, Demuxer.MOV)
            .writing(Option.VIDEO, 0)
            .writing(Option.EVERY_PICTURE)
            .writing(Option.RAW_PICTURES)
            .writing(Option.RAW_STREAM)
            .picture(new Filter.Scale(16, 16))
            .picture(new Filter.EightBit());
    Ffmpeg.Output output = ffmpeg.collect(command, Limits.SHORT, 1 << 20);
    // A picture of 16 by 16 in yuv420p has 384 bytes.
    boolean right = output.ended().done() && output.bytes().length() == PICTURES * 384;
    return right
        ? Optional.empty()
        : Optional.of("ffmpeg did not pass its test: " + output.ended().reason());
  }

  /** Whether it really does, with key frames where they are asked for. */
  private boolean encodes(Hardware chip, Path film) throws IOException, InterruptedException {
    Command command =
        Command.reading(film, Demuxer.MOV)
            .writing(Option.VIDEO, 0)
            .writing(Option.EVERY_PICTURE)
            .picture(new Filter.Scale(640, 360))
            .encodingOn(chip)
            .writing(Option.VIDEO_BITRATE, 800_000)
            .writing(Option.KEY_INTERVAL, 9999)
            .writing(Option.KEY_FRAMES_AT, new long[] {0, 400_000, 800_000})
            .writing(Option.FRAGMENTS_BY_KEY);
    Ffmpeg.Output output = ffmpeg.collect(command, Limits.SHORT, 1 << 24);
    String written = new String(output.bytes().toArray(), StandardCharsets.ISO_8859_1);
    int fragments = written.split("moof", -1).length - 1;
    return output.ended().done() && fragments == 3;
  }

  private static Set<String> listed(String output) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = LISTED.matcher(output);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
