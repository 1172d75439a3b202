package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says to words that ask for help, and to words that it does not know. */
class MainTest {

  private record Said(int status, String out, String err) {}

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help", "serve --help", "load-test guide -h", "user --help"})
  void helpIsGivenWhereverItIsAskedFor(String words) {
    Said said = run(words);
    assertThat(said.status()).isZero();
    assertThat(said.out()).contains("medianest serve", "medianest load-test", "--data DIR");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void whatIsNotKnownIsSaidInOneSentence() {
    Said command = run("watch");
    assertThat(command.status()).isEqualTo(64);
    assertThat(command.err().strip()).isEqualTo("There is no command watch; see medianest --help.");
    Said option = run("serve --fast");
    assertThat(option.status()).isEqualTo(64);
    assertThat(option.err().strip()).startsWith("There is no option --fast here");
  }

  private static Said run(String words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int status = Main.run(List.of(words.split(" ", -1)));
      return new Said(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }
}
