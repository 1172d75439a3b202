package medianest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import medianest.ffmpeg.Findings.Shut;
import medianest.metrics.Exposition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program behind a script that lets it get out, or be of another age. */
@Timeout(60)
class SandboxTest {

  private static final Set<Shut> ALL = Set.of(Shut.values());

  private @TempDir Path folder;
  private String own = "";

  @BeforeEach
  void find() {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    own = Ffmpeg.program("").orElseThrow().toString();
  }

  /**
   * The metrics of a server whose ffmpeg is such a program.
   *
   * @param pattern of a command that is answered by the script
   */
  private String metrics(String pattern, String answer) throws IOException {
    Path program =
        Files.writeString(
            folder.resolve("ffmpeg"),
            "#!/bin/sh\ncase \"$*\" in\n"
                + pattern
                + ") echo '"
                + answer
                + "' ;;\n*) exec "
                + own
                + " \"$@\" ;;\nesac\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    PrometheusRegistry registry = new PrometheusRegistry();
    FfmpegConfig config = new FfmpegConfig(program.toString(), 0, 4L << 30);
    try (Ffmpeg ffmpeg = Ffmpeg.find(config, folder.resolve("runs"))) {
      FfmpegMetrics.register(registry, ffmpeg, new Sandbox(folder.resolve("shut"), Set::of));
      assertThat(new Exposition(registry::scrape).page(null).text())
          .contains("ffmpeg_sandbox_missing 0", "ffmpeg_too_old 0", "ffmpeg_flaws_exposed 0");
      assertThat(ffmpeg.findings()).isNotNull();
      return new Exposition(registry::scrape).page(null).text();
    }
  }

  @Test
  void nothingIsMissingAtFirst() throws Exception {
    assumeTrue(Confinement.possible().equals(ALL), "this kernel shuts out less");
    assertThat(metrics("nothing", ""))
        .contains("ffmpeg_sandbox_missing 0", "ffmpeg_too_old 0", "ffmpeg_flaws_exposed 0");
  }

  @Test
  void whatWasShutOutBeforeIsMissed() throws Exception {
    assumeTrue(Confinement.possible().equals(ALL), "this kernel shuts out less");
    assertThat(metrics("nothing", "")).contains("ffmpeg_shut_out 3", "ffmpeg_sandbox_missing 0");
    String opened = metrics("*'-f data -i file:'*", "not for you");
    assertThat(opened).contains("ffmpeg_shut_out 2", "ffmpeg_sandbox_missing 1");
    assertThat(metrics("nothing", "")).contains("ffmpeg_sandbox_missing 0");
  }

  @Test
  void aFlawIsExposedWhereTheSandboxHasAGap() throws Exception {
    String version = "*-version*) echo 'ffmpeg version 8.0.1 Copyright' ;;\n";
    assertThat(metrics(version + "*'-f data -i file:'*", "not for you"))
        .contains("ffmpeg_flaws_exposed 1");
  }

  @Test
  void oneThatIsTooOldIsNamed() throws Exception {
    assertThat(metrics("*-version*", "ffmpeg version 4.4.6 Copyright"))
        .contains("ffmpeg_too_old 1", "ffmpeg_sandbox_missing 0", "ffmpeg_flaws_exposed 0");
  }

  @Test
  void whatTheMachineCouldShutOutIsMissedAtTheFirstStart() {
    Sandbox sandbox = new Sandbox(folder.resolve("shut"), () -> ALL);
    assertThat(sandbox.missing(findings(Set.of(Shut.WRITING))))
        .containsExactlyInAnyOrder(Shut.READING, Shut.NETWORK);
  }

  @Test
  void nothingIsMissedOfWhatCannotBeUsed() {
    Sandbox sandbox = new Sandbox(folder.resolve("shut"), () -> ALL);
    assertThat(sandbox.missing(Findings.none("It is not there."))).isEmpty();
    assertThat(folder.resolve("shut")).doesNotExist();
  }

  private static Findings findings(Set<Shut> shut) {
    return new Findings(
        Version.parse("ffmpeg version 8.1.2"),
        Set.of(),
        Set.of(),
        Set.of(),
        shut,
        Optional.empty());
  }
}
