package medianest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  enum Colour {
    RED,
    DARK_BLUE
  }

  record Inner(@Nullable Path file, Duration pause) {}

  record Sample(
      String name,
      int count,
      long size,
      double part,
      boolean on,
      Colour colour,
      List<String> tags,
      Inner inner) {
    Sample {
      if (count > 9) {
        throw new IllegalArgumentException("sample.count must be at most 9.");
      }
    }
  }

  private static final Sample DEFAULTS =
      new Sample(
          "n", 1, 2, 0.5, false, Colour.RED, List.of(), new Inner(null, Duration.ofSeconds(1)));

  private @TempDir Path folder;

  @Test
  void whatNobodySetKeepsItsDefault() {
    assertThat(Settings.of(null, Map.of(), Map.of()).read("sample", DEFAULTS)).isEqualTo(DEFAULTS);
    assertThat(read("")).isEqualTo(DEFAULTS);
    assertThat(read("sample:\n  name: x\n").count()).isEqualTo(1);
  }

  @Test
  void everyKindOfValueIsRead() {
    String yaml =
        """
        sample:
          name: "a: b"
          count: 3
          size: 64 MB
          part: 0.25
          on: true
          colour: dark-blue
          tags: [a, b]
          inner:
            file: x/y.pem
            pause: 5m
        """;
    assertThat(read(yaml))
        .isEqualTo(
            new Sample(
                "a: b",
                3,
                64L << 20,
                0.25,
                true,
                Colour.DARK_BLUE,
                List.of("a", "b"),
                new Inner(folder.resolve("x/y.pem"), Duration.ofMinutes(5))));
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("s.yml"), "sample: {name: file, count: 2}\n");
    Map<String, String> environment =
        Map.of(
            "MEDIANEST_SAMPLE_NAME", "environment",
            "MEDIANEST_SAMPLE_COUNT", "3",
            "MEDIANEST_SAMPLE_TAGS", "x, y",
            "MEDIANEST_SAMPLE_INNER_PAUSE", "2s",
            "PATH", "/bin");
    Settings settings =
        Settings.of(file, environment, Map.of("sample.count", Option.of("--count", 4)));
    Sample sample = settings.read("sample", DEFAULTS);
    assertThat(sample.name()).isEqualTo("environment");
    assertThat(sample.count()).isEqualTo(4);
    assertThat(sample.tags()).containsExactly("x", "y");
    assertThat(sample.inner().pause()).isEqualTo(Duration.ofSeconds(2));
    settings.refuseUnknown();
  }

  @Test
  void everyMistakeIsOneSentenceWithTheKeyAndItsPlace() {
    assertMistake("sample:\n  count: many\n", "s.yml line 2: sample.count must be a whole number");
    assertMistake("sample:\n  count: 10\n", "s.yml line 2: sample.count must be at most 9.");
    assertMistake("sample:\n  on: perhaps\n", "sample.on must be true or false, not perhaps.");
    assertMistake("sample:\n  colour: green\n", "must be one of [red, dark_blue], not green.");
    assertMistake("sample:\n  name: [a]\n", "sample.name must be a single value");
    assertMistake(
        "sample:\n  inner:\n    pause: 5\n", "line 3: sample.inner.pause must be a duration");
    assertMistake("sample:\n  size: 9999999999 TB\n", "sample.size must be smaller");
    assertMistake("sample:\n  nmae: x\n", "s.yml line 2 sets sample.nmae, which is not known.");
    assertMistake("name: x\n", "sets name, which is not known; do you mean sample.name.");
    assertMistake("sample: [\n", "is not valid YAML");
    assertMistake("sample:\n  name: a\n  name: b\n", "line 3 sets sample.name a second");
    assertMistake("- a\n", "must hold keys with values");
  }

  @Test
  void anUnknownVariableIsNamed() {
    Settings settings = Settings.of(null, Map.of("MEDIANEST_SAMPLE_NMAE", "x"), Map.of());
    settings.read("sample", DEFAULTS);
    assertThatThrownBy(settings::refuseUnknown).hasMessageContaining("MEDIANEST_SAMPLE_NMAE");
  }

  @Test
  void whatNobodySetIsListed() {
    Settings settings = Settings.of(null, Map.of("MEDIANEST_SAMPLE_NAME", "x"), Map.of());
    settings.read("sample", DEFAULTS);
    assertThat(settings.unset())
        .contains("sample.count", "sample.inner.file")
        .doesNotContain("sample.name");
  }

  private void assertMistake(String yaml, String sentence) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining(sentence);
  }

  private Sample read(String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("s.yml"), yaml);
      Settings settings = Settings.of(file, Map.of(), Map.of());
      Sample sample = settings.read("sample", DEFAULTS);
      settings.refuseUnknown();
      return sample;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
