package medianest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What media tools open and call while a server gets files and requests that want to make them read
 * others: a process of its own under strace, of which every call of every child is read.
 */
@Timeout(240)
final class HostileFilesTest {

  @TempDir private static Path folder;
  private static ServerSocket listener;
  private static SystemCalls calls;
  private static final Map<String, String> SAID = new TreeMap<>();

  @BeforeAll
  static void watch() throws Exception {
    Ffmpeg.assumeInstalled();
    assumeTrue(Files.isExecutable(SystemCalls.STRACE), "no strace");
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Path files = Files.createDirectory(folder.resolve("files"));
    new HostileFiles(files).make(listener.getLocalPort());
    Path traces = Files.createDirectory(folder.resolve("traces"));
    List<String> line = new ArrayList<>(SystemCalls.watching(traces));
    line.add(ProcessHandle.current().info().command().orElseThrow());
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(WatchedServer.class.getName(), files.toString()));
    line.add(Files.createDirectory(folder.resolve("data")).toString());
    Path out = folder.resolve("said");
    Process server =
        new ProcessBuilder(line)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("complaints").toFile())
            .start();
    boolean over = server.waitFor(200, TimeUnit.SECONDS);
    if (!over) {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly().waitFor();
    }
    String complaints = Files.readString(folder.resolve("complaints"));
    assumeTrue(!complaints.contains("ptrace"), "strace may not watch here: " + complaints);
    assertThat(over && server.exitValue() == 0).as(complaints).isTrue();
    for (String said : Files.readAllLines(out)) {
      String[] parts = said.split("\t", -1);
      if (parts.length == 3) {
        SAID.put(parts[0] + " " + parts[1], parts[2]);
      }
    }
    calls = SystemCalls.ofMediaTools(traces);
  }

  @AfterAll
  static void stop() throws Exception {
    if (listener != null) {
      listener.close();
    }
  }

  /** The self-test tries what is forbidden; a watch that does not see that sees nothing. */
  @Test
  void theWatchSeesWhatTheSandboxRefuses() {
    assertThat(calls.programs()).anyMatch(l -> l.contains("/ffprobe\""));
    assertThat(calls.reached()).contains("in");
    assertThat(calls.mentioning("/medianest-hostile"))
        .anyMatch(l -> l.startsWith("open") && l.contains("/secret\"") && l.contains("EACCES"))
        .anyMatch(l -> l.startsWith("open") && l.contains("/written\"") && l.contains("EACCES"));
    assertThat(calls.network()).anyMatch(l -> l.contains("AF_INET") && l.contains("EACCES"));
  }

  @Test
  void nothingIsOpenedButProgramsAndTheOneFile() {
    assertThat(calls.reached())
        .allMatch(p ->
            p.equals("in")
                || p.equals("/dev/null")
                || p.equals("/etc/ld.so.cache")
                || p.matches("/(usr|lib|lib64)/[^.].*"));
    assertThat(calls.mentioning(HostileFiles.SECRET)).isEmpty();
    assertThat(calls.mentioning("stolen")).isEmpty();
  }

  @Test
  void nobodyIsCalled() throws Exception {
    assertThat(calls.network()).allMatch(l -> l.contains("EACCES"));
    listener.setSoTimeout(1);
    assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void noWordOfARequestOrAFileReachesACommandLine() {
    assertThat(calls.programs()).hasSizeGreaterThan(30);
    assertThat(calls.programs())
        .allMatch(l -> l.matches("execve\\(\"[^\"]*/(setpriv|prlimit|ffmpeg|ffprobe)\".*"))
        .noneMatch(l -> l.contains("drawtext") || l.contains("shadow"))
        .noneMatch(l -> l.contains(folder + "/files"));
    assertThat(SAID.get("injected codec")).startsWith("200");
    assertThat(SAID.get("injected member")).startsWith("400");
    assertThat(SAID.get("injected query")).isEqualTo("400");
  }

  @Test
  void eachIsRefusedByTheServerAndByFfmpeg() {
    List<String> hostile = SAID.keySet().stream().filter(n -> !n.contains("film'")).toList();
    assertThat(hostile).hasSizeGreaterThan(20);
    SAID.forEach((name, how) -> {
      if (name.startsWith("played film")) {
        assertThat(how).as(name).startsWith("200").contains("400");
      } else if (name.startsWith("played")) {
        assertThat(how).as(name).startsWith("422");
      } else if (name.startsWith("decoded")) {
        assertThat(how).as(name).matches("(0 bytes as [A-Z_]+: [^;]+; )+");
      }
    });
    assertThat(SAID.get("decoded magic.avi")).contains("whitelist");
    assertThat(SAID.get("decoded large.avi")).contains("exceeds specified max pixel count");
    assertThat(SAID.get("decoded huge.png")).contains("Picture size 16384x16384");
  }
}
