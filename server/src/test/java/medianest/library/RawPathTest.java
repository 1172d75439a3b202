package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import medianest.media.io.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawPathTest {

  @TempDir Path root;

  @Test
  void comesBackFromItsBytes() throws IOException {
    List<String> names =
        List.of("plain.mkv", "a%20b.mkv", "Amélie.mkv", "a\nb.mkv", "quote\".mkv", "x".repeat(255));
    for (String name : names) {
      Files.writeString(root.resolve(name), name);
    }
    Files.writeString(notUtf8("bad\u00ff\u00fe.mkv"), "bad");
    Path folder = Files.createDirectory(notUtf8("folder\u00e9"));
    Files.writeString(folder.resolve("in.mkv"), "in");

    int seen = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Bytes bytes = RawPath.below(root, file).bytes();
        Path again = new RawPath(bytes).under(root);
        assertThat(Files.readString(again)).isEqualTo(Files.readString(file));
        assertThat(RawPath.of(file).path()).isEqualTo(file);
        seen++;
      }
    }
    assertThat(seen).isEqualTo(names.size() + 2);
    assertThat(RawPath.of(folder).path()).isEqualTo(folder);
  }

  @Test
  void showsWhatIsNoTextWithReplacements() throws IOException {
    Path file = Files.writeString(notUtf8("bad\u00ff.mkv"), "");
    assertThat(RawPath.below(root, file).fileName()).isEqualTo("bad\ufffd.mkv");
  }

  @Test
  void isBelowTheRootOfTheFileSystem() {
    assertThat(RawPath.below(Path.of("/"), Path.of("/a/b")).text()).isEqualTo("a/b");
    assertThat(
            new RawPath(Bytes.of("a/b".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .under(Path.of("/")))
        .isEqualTo(Path.of("/a/b"));
  }

  /** A name whose characters stand for bytes. */
  private Path notUtf8(String latin1) {
    StringBuilder uri = new StringBuilder("file://").append(root).append('/');
    latin1.chars().forEach(c -> uri.append(c < 0x80 ? "" + (char) c : String.format("%%%02x", c)));
    return Path.of(URI.create(uri.toString()));
  }
}
