package medianest.subtitles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SideFolderTest {

  private static final VideoFiles VIDEOS =
      new VideoFiles() {
        @Override
        public Optional<Video> find(String itemId) {
          return Optional.empty();
        }

        @Override
        public boolean isVideo(String fileName) {
          return fileName.endsWith(".mkv");
        }
      };

  @TempDir private Path root;

  @Test
  void findsWhatCarriesTheNameOfTheVideoAndNothingElse() throws IOException {
    Path folder = Files.createDirectory(root.resolve("films"));
    touch(folder, "Film.mkv", "Film.en.srt", "Film.de.forced.ass", "FILM.VTT", "Film.txt");
    touch(folder, "Other.mkv", "Other.en.srt", "loose.srt", "Film 2.en.srt");

    assertThat(names(folder.resolve("Film.mkv")))
        .containsExactly("FILM.VTT", "Film.de.forced.ass", "Film.en.srt");
  }

  @ParameterizedTest
  @CsvSource({
    "Film (2001).srt, true",
    "Film (2001).en.srt, true",
    "FILM (2001).EN.SRT, true",
    "Film (2001).en.forced.ass, true",
    "Film (2001).Director's comments.de.vtt, true",
    "Film (2001).1080p.en.ssa, true",
    "Film (2001) en.srt, false",
    "Film (2001)-en.srt, false",
    "Film (2001)en.srt, false",
    "Film.en.srt, false",
    "Film (2001) 2.en.srt, false",
    "Other.en.srt, false",
    "Film (2001).en.txt, false",
    "Film (2001).en.srt.bak, false",
    "Subs/Film (2001).fr.srt, true",
    "subtitles/Film (2001).fr.srt, true",
    "Subs/Other.fr.srt, false",
    "Subs/Film (2001)/2_French.srt, true",
    "Elsewhere/Film (2001).fr.srt, false",
  })
  void amongSeveralVideosTheNameDecides(String file, boolean belongs) throws IOException {
    Path folder = Files.createDirectory(root.resolve("films"));
    touch(folder, "Film (2001).mkv", "Other.mkv");
    Path subtitles = folder.resolve(file);
    Files.createDirectories(subtitles.getParent());
    Files.writeString(subtitles, "1\n00:00:01,000 --> 00:00:02,000\nText\n");

    assertThat(names(folder.resolve("Film (2001).mkv"))).hasSize(belongs ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "a.srt, SUBRIP",
    "a.SRT, SUBRIP",
    "a.en.srt, SUBRIP",
    "a.vtt, WEBVTT",
    "a.ass, SUB_STATION",
    "a.ssa, SUB_STATION",
    "a.b.c.Ass, SUB_STATION",
    "a.txt,",
    "a.sub, MICRO_DVD",
    "a.idx, VOBSUB",
    "a.smi, SAMI",
    "a.SAMI, SAMI",
    "a.sup, PGS",
    ".srt,",
    "srt,",
    "a.srt~,",
    "a.mkv,",
  })
  void tellsTheKindByTheEnding(String file, SideForm form) {
    assertThat(SideForm.of(file)).isEqualTo(Optional.ofNullable(form));
  }

  @Test
  void tellsTextFromPicturesWithTheSameEnding() throws IOException {
    Path folder = Files.createDirectory(root.resolve("film"));
    touch(folder, "Film.mkv");
    Files.writeString(folder.resolve("Film.en.sub"), "{1}{1}25\n{25}{50}Text\n");
    Files.write(folder.resolve("Film.de.sub"), new byte[] {0, 0, 1, (byte) 0xba, 0x44});
    Files.write(folder.resolve("Film.fr.sub"), new byte[0]);

    assertThat(names(folder.resolve("Film.mkv"))).containsExactly("Film.en.sub");
  }

  @Test
  void takesPicturesForWhatTheyAre() throws IOException {
    Path folder = Files.createDirectory(root.resolve("film"));
    touch(folder, "Film.mkv", "Film.it.sup");
    Files.writeString(folder.resolve("Film.ja.sup"), "PG\0\0\0\0");
    String languages =
        """
        # VobSub index file, v7 (do not modify this line!)
        id: en, index: 0
        timestamp: 00:00:01:000, filepos: 000000000
        id: nl, index: 1
        timestamp: 00:00:01:000, filepos: 000000800
        id: fr, index: 2
        """;
    Files.writeString(folder.resolve("Film.idx"), languages);
    Files.writeString(folder.resolve("Film.alone.idx"), languages);
    Files.write(folder.resolve("Film.sub"), new byte[] {0, 0, 1, (byte) 0xba, 0x44});

    VideoFiles.Video video = new VideoFiles.Video(root, folder.resolve("Film.mkv"));
    List<SideFile> found = SideFolder.list(VIDEOS, video);

    assertThat(found)
        .extracting(file -> file.fileName() + " " + file.name().language())
        .containsExactly("Film.idx en", "Film.idx nl", "Film.ja.sup ja");
    assertThat(found).extracting(SideFile::id).doesNotHaveDuplicates();
  }

  @Test
  void takesAllOfAFolderWithOneVideo() throws IOException {
    Path folder = Files.createDirectory(root.resolve("film"));
    touch(folder, "Film (2001) 1080p.mkv", "english.srt", "Film.de.srt");
    touch(Files.createDirectory(folder.resolve("Subs")), "2_French.srt", "notes.txt");

    assertThat(names(folder.resolve("Film (2001) 1080p.mkv")))
        .containsExactly("2_French.srt", "Film.de.srt", "english.srt");
  }

  @Test
  void takesFromASharedFolderOfSubtitlesWhatBelongsToTheVideo() throws IOException {
    Path folder = Files.createDirectory(root.resolve("season"));
    touch(folder, "S01E01.mkv", "S01E02.mkv");
    Path subs = Files.createDirectory(folder.resolve("Subs"));
    touch(subs, "S01E01.en.srt", "S01E02.en.srt", "other.srt");
    touch(Files.createDirectory(subs.resolve("S01E01")), "3_German.srt");

    assertThat(names(folder.resolve("S01E01.mkv")))
        .containsExactly("3_German.srt", "S01E01.en.srt");
  }

  @Test
  void followsNoLinkOutOfTheLibrary() throws IOException {
    Path library = Files.createDirectory(root.resolve("library"));
    Path outside = Files.writeString(root.resolve("secret.srt"), "secret");
    touch(library, "Film.mkv", "inside.txt");
    Files.createSymbolicLink(library.resolve("Film.en.srt"), outside);
    Files.createSymbolicLink(library.resolve("Film.de.srt"), library.resolve("inside.txt"));

    VideoFiles.Video video = new VideoFiles.Video(library, library.resolve("Film.mkv"));
    assertThat(SideFolder.list(VIDEOS, video))
        .extracting(SideFile::fileName)
        .containsExactly("Film.de.srt");
  }

  @Test
  void hasNothingWhereTheFolderIsGone() {
    assertThat(names(root.resolve("none/Film.mkv"))).isEmpty();
  }

  private List<String> names(Path video) {
    return SideFolder.list(VIDEOS, new VideoFiles.Video(root, video)).stream()
        .map(SideFile::fileName)
        .toList();
  }

  private static void touch(Path folder, String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "1\n00:00:01,000 --> 00:00:02,000\nText\n");
    }
  }
}
