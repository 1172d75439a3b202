package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping leaves nothing behind. */
class StartAndStopTest {

  private static final int TIMES = 50;

  /**
   * In these the virtual machine opens what it keeps for all time, as the pollers of its sockets.
   */
  private static final int FIRST_TIMES = 3;

  @TempDir Path data;

  @Test
  void fiftyTimesLeaveNoThreadHandleOrChild() throws Exception {
    for (int i = 0; i < FIRST_TIMES; i++) {
      startAndStop();
    }
    Set<Long> threads = threads();
    Map<String, Long> handles = handles();
    Set<String> children = children();
    for (int i = 0; i < TIMES; i++) {
      startAndStop();
    }
    for (int i = 0; i < 200 && (!newThreads(threads).isEmpty() || !more(handles).isEmpty()); i++) {
      Thread.sleep(100);
    }
    assertThat(newThreads(threads)).isEmpty();
    assertThat(more(handles)).isEmpty();
    assertThat(children()).isSubsetOf(children);
  }

  private void startAndStop() throws Exception {
    try (RunningHouse house = new RunningHouse(data.resolve("data"))) {
      assertThat(house.call("GET", "/api/v1/health", null, null).statusCode()).isEqualTo(200);
    }
  }

  private static Set<Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::threadId)
        .collect(Collectors.toSet());
  }

  /** The virtual machine's own carriers and cleaners come and go as it likes. */
  private static List<String> newThreads(Set<Long> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread.threadId()))
        .map(Thread::getName)
        .filter(name -> !name.startsWith("ForkJoinPool-1-worker-") && !name.startsWith("Cleaner-"))
        .toList();
  }

  /** Other tests of this process may keep a PostgreSQL that they share. */
  private static Set<String> children() {
    return ProcessHandle.current()
        .children()
        .map(child -> child.pid() + " " + child.info().command().orElse("ended"))
        .collect(Collectors.toSet());
  }

  /** Of which kinds there are more than before. */
  private static Map<String, Long> more(Map<String, Long> before) throws IOException {
    Map<String, Long> now = new TreeMap<>(handles());
    now.entrySet().removeIf(kind -> kind.getValue() <= before.getOrDefault(kind.getKey(), 0L));
    return now;
  }

  /** How many are open of each kind: of a file's name or a socket's, the digits make no other. */
  private static Map<String, Long> handles() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(StartAndStopTest::kind)
          .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
  }

  private static String kind(Path handle) {
    try {
      return Files.readSymbolicLink(handle).toString().replaceAll("\\d+", "N");
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
