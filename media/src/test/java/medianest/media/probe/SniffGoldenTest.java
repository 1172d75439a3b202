package medianest.media.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import medianest.media.Corpus;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import org.junit.jupiter.api.Test;

/** What every file of the collection is taken for, line by line. */
class SniffGoldenTest {

  private static final Path GOLDEN =
      Corpus.checkout().resolve("media/src/test/resources/medianest/media/probe/sniffed.txt");

  @Test
  void everyFileIsTakenForWhatItIs() throws IOException {
    Path folder = Corpus.folder();
    List<String> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.filter(Files::isRegularFile).sorted().map(SniffGoldenTest::line).toList();
    }
    Path actual = Corpus.checkout().resolve("media/target/sniffed.txt");
    Files.createDirectories(actual.getParent());
    Files.write(actual, found);
    List<String> golden = Files.readAllLines(GOLDEN);
    assertThat(found.stream().filter(line -> !golden.contains(line)))
        .as("all that is found is in %s", actual)
        .isEmpty();
    assertThat(golden.stream().filter(line -> !found.contains(line))).isEmpty();
  }

  private static String line(Path file) {
    String name = Corpus.name(file).replace('\\', '/');
    try (FileSource source = FileSource.open(file)) {
      return name + ": " + Sniffer.sniff(source);
    } catch (MediaException e) {
      return name + ": " + e.getClass().getSimpleName() + ": " + e.getMessage();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
