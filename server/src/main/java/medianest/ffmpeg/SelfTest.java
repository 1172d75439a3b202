package medianest.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
      return new Findings(
          version,
          Set.of(),
          Set.of(),
          Set.of(),
          Optional.of("ffmpeg " + version.get().text() + " is too old; install 5.1 or newer."));
    }
    Set<String> encoders = listed(ffmpeg.ask("-encoders"));
    Set<String> filters = listed(ffmpeg.ask("-filters"));
    return new Findings(
        version, encoders, filters, new HostileTest(ffmpeg).shut(), obstacle(encoders));
  }

  private Optional<String> obstacle(Set<String> encoders) throws IOException, InterruptedException {
    for (String needed : NEEDED) {
      if (!encoders.contains(needed)) {
        return Optional.of("This ffmpeg lacks " + needed + "; install one that has it.");
      }
    }
    Path film = Files.createTempFile("medianest-test", ".mp4");
    try (InputStream in = SelfTest.class.getResourceAsStream("test.mp4")) {
      if (in == null) {
        throw new IOException("the film of the self-test is missing");
      }
      Files.write(film, in.readAllBytes());
      return encoded(film);
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

  private static Set<String> listed(String output) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = LISTED.matcher(output);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
