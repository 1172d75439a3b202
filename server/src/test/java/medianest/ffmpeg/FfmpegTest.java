package medianest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program, with small films. */
@Timeout(60)
class FfmpegTest {

  private @TempDir Path folder;
  private Ffmpeg ffmpeg;
  private Path film;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"));
    // A name that would be an option, a protocol and a pattern, if anybody read it as such.
    film = folder.resolve("-i concat:%d'\"$(x) file:\n.mp4");
    try (InputStream in = SelfTest.class.getResourceAsStream("test.mp4")) {
      Files.copy(Objects.requireNonNull(in), film);
    }
  }

  @AfterEach
  void stop() {
    if (ffmpeg != null) {
      ffmpeg.close();
    }
  }

  private Command toGrey() {
    return Command.reading(film, Demuxer.MOV)
        .writing(Option.VIDEO, 0)
        .writing(Option.EVERY_PICTURE)
        .picture(new Filter.Scale(8, 8))
        .picture(new Filter.EightBit())
        .writing(Option.RAW_PICTURES)
        .writing(Option.RAW_STREAM);
  }

  @Test
  void passesItsTestAndSaysWhatItHas() {
    Findings findings = ffmpeg.findings();
    assertThat(findings.obstacle()).isEmpty();
    assertThat(findings.version().orElseThrow().known()).isTrue();
    assertThat(findings.encoders()).contains("libx264", "aac");
    assertThat(findings.shut()).contains(Findings.Shut.WRITING);
  }

  @Test
  void decodesWhateverTheFileIsCalled() throws Exception {
    Ffmpeg.Output output = ffmpeg.collect(toGrey(), Limits.SHORT, 1 << 20);
    assertThat(output.ended().cause()).as(output.ended().reason()).isEqualTo(Ended.Cause.DONE);
    assertThat(output.bytes().length()).isEqualTo(25 * 96);
    assertThat(leftInFolder()).isZero();
  }

  @Test
  void isEndedByItsReader() throws Exception {
    assertThat(ffmpeg.findings().usable()).isTrue();
    Ended ended =
        ffmpeg.run(toGrey(), Limits.SHORT, output -> assertThat(output.read()).isNotNegative());
    assertThat(ended.cause()).isIn(Ended.Cause.STOPPED, Ended.Cause.DONE);
    assertThat(ffmpeg.running()).isZero();
  }

  @Test
  void leavesNoProcessWhenItIsClosed() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Run run =
        ffmpeg.start(
            toGrey(),
            Limits.SHORT,
            output -> assertThat(never.await(50, TimeUnit.SECONDS)).isTrue());
    ProcessHandle process = ProcessHandle.of(run.pid()).orElse(null);
    ffmpeg.running();
    never.countDown();
    ffmpeg.close();
    assertThat(run.running()).isFalse();
    assertThat(process == null || !process.isAlive()).isTrue();
    assertThatThrownBy(() -> ffmpeg.start(toGrey(), Limits.SHORT, output -> {}))
        .isInstanceOf(IOException.class);
  }

  @Test
  void isEndedWhenItTakesTooLong() throws Exception {
    Limits hurry = new Limits(Duration.ofMillis(300), Duration.ofMinutes(1), Duration.ofMinutes(1));
    Run run =
        ffmpeg.start(
            Command.reading(Path.of("/dev/zero"), Demuxer.MPEG_TS)
                .writing(Option.VIDEO, 0)
                .writing(Option.NOWHERE),
            hurry,
            output -> {});
    assertThat(run.await().cause()).isEqualTo(Ended.Cause.OVERDUE);
  }

  @Test
  void neverReadsAPlaylistInDisguise() throws Exception {
    Path victim = Files.copy(film, folder.resolve("victim.mp4"));
    Path disguised = Files.writeString(folder.resolve("steal.mkv"), playlist(victim));
    for (Demuxer demuxer : Demuxer.values()) {
      Command command =
          Command.reading(disguised, demuxer)
              .writing(Option.ALL_VIDEO)
              .writing(Option.RAW_PICTURES)
              .writing(Option.RAW_STREAM);
      Ffmpeg.Output output = ffmpeg.collect(command, Limits.SHORT, 1 << 20);
      assertThat(output.bytes().length()).as(demuxer.toString()).isZero();
    }
  }

  /** What the child opens, as the kernel sees it: programs, libraries, and the one file. */
  @Test
  void opensNothingButItsFile() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "no strace");
    assumeTrue(Kernel.landlockVersion() > 0, "no Landlock in this kernel");
    Path victim = Files.writeString(folder.resolve("secret"), "not for you");
    String said = ffmpeg.ask("-f", "data", "-i", "file:" + victim, "-c", "copy", "-f", "data", "-");
    assertThat(said).isEmpty();
    assertThat(ffmpeg.findings().shut()).contains(Findings.Shut.READING, Findings.Shut.NETWORK);
    Path trace = folder.resolve("trace");
    Path own = Ffmpeg.program("").orElseThrow();
    Path traced =
        Files.writeString(
            folder.resolve("traced"),
            "#!/bin/sh\nexec /usr/bin/strace -f -e trace=open,openat,connect,socket -o "
                + trace
                + " "
                + own
                + " \"$@\"\n");
    Files.setPosixFilePermissions(traced, PosixFilePermissions.fromString("rwx------"));
    List<String> line = new ArrayList<>(List.of(traced.toString()));
    line.addAll(Command.reading(film, Demuxer.MATROSKA).writing(Option.NOWHERE).arguments());
    Path place = Files.createDirectory(folder.resolve("place"));
    Files.createSymbolicLink(
        place.resolve(Command.INPUT), Files.writeString(folder.resolve("p.mkv"), playlist(victim)));
    Process process = new ProcessBuilder(line).directory(place.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(trace)).doesNotContain("secret").doesNotContain("connect(");
  }

  /** The threads by which Java waits for processes are shared by all who wait. */
  @Test
  void restrictsNoThreadOfOthers() throws Exception {
    ffmpeg.collect(toGrey(), Limits.SHORT, 1 << 20);
    boolean seen =
        new ProcessBuilder("sleep", "0.3")
            .start()
            .onExit()
            .thenApply(_ -> Files.isReadable(film))
            .get(20, TimeUnit.SECONDS);
    assertThat(seen).isTrue();
  }

  private static String playlist(Path victim) {
    return "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + victim + "\n#EXT-X-ENDLIST\n";
  }

  @Test
  void readsTheVersionOfAnyBuild() {
    assertThat(Version.parse("ffmpeg version 5.1.9-0+deb12u1 Copyright").orElseThrow())
        .isEqualTo(new Version(5, 1, 9, "5.1.9-0+deb12u1"));
    assertThat(Version.parse("ffmpeg version n8.1.2 x").orElseThrow().hasKnownFlaws()).isFalse();
    assertThat(Version.parse("ffmpeg version 8.0.1").orElseThrow().hasKnownFlaws()).isTrue();
    assertThat(Version.parse("ffmpeg version N-112-gabc").orElseThrow().known()).isTrue();
    assertThat(Version.parse("bash: no")).isEmpty();
  }

  private long leftInFolder() throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("runs"))) {
      // The test of the start may still be under way.
      return left.count() - ffmpeg.running();
    }
  }
}
