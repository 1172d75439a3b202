package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderWalkTest {

  @TempDir Path root;

  @Test
  void passesWhatMayBeVideoAndLeavesOutWhatIsNotForWatching() throws Exception {
    for (String kept :
        List.of(
            "a.mkv",
            "b/c.MP4",
            "Sample.mkv",
            "sample/d.mkv",
            "sampler.mkv",
            "e.m4a",
            "x/y/z.webm")) {
      put(kept);
    }
    for (String left :
        List.of(
            "notes.txt",
            "noextension",
            ".hidden.mkv",
            "._a.mkv",
            ".git/a.mkv",
            "@eaDir/a.mkv",
            "#recycle/a.mkv",
            "lost+found/a.mkv",
            "Subs/a.mkv",
            "metadata/a.mkv",
            "a.trickplay/b.mp4",
            "extrafanart/a.mp4",
            "film.strm",
            "film.iso",
            "off/a.mkv",
            "off/b/a.mkv",
            "quiet/a.mkv")) {
      put(left);
    }
    Files.writeString(root.resolve("off/.ignore"), "\n");
    Files.writeString(root.resolve("quiet/.nomedia"), "");

    assertThat(found())
        .containsExactlyInAnyOrder(
            "a.mkv", "b/c.MP4", "Sample.mkv", "sample/d.mkv", "sampler.mkv", "e.m4a", "x/y/z.webm");
  }

  @Test
  void leavesOutASampleBesideItsFilm() throws Exception {
    put("film/sample.mkv");
    put("film/my.sample.mkv");
    put("film/Sample/a.mkv");
    put("film/film.mkv");
    try (RandomAccessFile film =
        new RandomAccessFile(root.resolve("film/film.mkv").toFile(), "rw")) {
      film.setLength(200L << 20);
    }
    assertThat(found()).containsExactly("film/film.mkv");
  }

  @Test
  void obeysThePatternsOfAFolder() throws Exception {
    put("a/keep.mkv");
    put("a/drop.mkv");
    put("a/deep/drop.mkv");
    put("b/drop.mkv");
    Files.writeString(root.resolve("a/.ignore"), "# what\ndrop.mkv\n");
    Files.writeString(root.resolve(".plexignore"), "b/*\n");

    assertThat(found()).containsExactlyInAnyOrder("a/keep.mkv");
  }

  @ParameterizedTest
  @CsvSource({
    "*.mkv, a.mkv, true",
    "*.mkv, x/a.mkv, true",
    "*.mkv, a.mp4, false",
    "/a.mkv, x/a.mkv, false",
    "/a.mkv, a.mkv, true",
    "x/*.mkv, x/a.mkv, true",
    "x/*.mkv, x/y/a.mkv, false",
    "x/**/a.mkv, x/y/z/a.mkv, true",
    "x/**/a.mkv, x/a.mkv, true",
    "**/a.mkv, x/y/a.mkv, true",
    "x/**, x/y/a.mkv, true",
    "?.mkv, ab.mkv, false",
    "[ab].mkv, b.mkv, true",
    "[!ab].mkv, b.mkv, false",
    "[a-c].mkv, b.mkv, true",
    "[a, a, false",
    "A.MKV, a.mkv, true",
    "a.b, axb, false",
    "dir/, dir, false",
  })
  void matchesAsGitDoes(String pattern, String path, boolean ignored) {
    assertThat(IgnorePatterns.of(List.of(pattern)).ignore(path, false)).isEqualTo(ignored);
  }

  @Test
  void letsTheLastMatchingPatternDecide() {
    IgnorePatterns patterns = IgnorePatterns.of(List.of("*.mkv", "!keep.mkv", "dir/"));
    assertThat(patterns.ignore("a.mkv", false)).isTrue();
    assertThat(patterns.ignore("keep.mkv", false)).isFalse();
    assertThat(patterns.ignore("dir", true)).isTrue();
  }

  private List<String> found() throws Exception {
    List<String> found = new ArrayList<>();
    assertThat(FolderWalk.walk(root, file -> found.add(file.below().text()))).isEmpty();
    return found;
  }

  private void put(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }
}
