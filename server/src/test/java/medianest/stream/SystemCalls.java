package medianest.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What strace saw of the media tools that a process started, a file a thread. */
final class SystemCalls {

  static final Path STRACE = Path.of("/usr/bin/strace");

  private static final Pattern CHILD = Pattern.compile("^(?:v?fork|clone3?)\\(.* = (\\d+)$");
  private static final Pattern PATH = Pattern.compile("\"([^\"]*)\"");

  private final List<String> calls = new ArrayList<>();

  /** Words that run a program and watch it and its children. */
  static List<String> watching(Path traces) {
    return List.of(
        STRACE.toString(),
        "-ff",
        "-qq",
        "-s",
        "2000",
        "-e",
        "trace=execve,execveat,open,openat,openat2,creat,socket,connect,sendto,bind,"
            + "clone,clone3,fork,vfork,rename,unlink,mkdir,link,symlink",
        "-o",
        traces.resolve("calls").toString());
  }

  /** Those of all processes that became ffmpeg or ffprobe, from their first call on. */
  static SystemCalls ofMediaTools(Path traces) throws IOException {
    Map<String, List<String>> threads = new TreeMap<>();
    try (Stream<Path> all = Files.list(traces)) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        threads.put(name.substring(name.lastIndexOf('.') + 1), Files.readAllLines(file));
      }
    }
    Deque<String> tools = new ArrayDeque<>();
    threads.forEach((number, lines) -> {
      if (lines.stream().anyMatch(l -> l.matches("execve\\(\"[^\"]*/ff(mpeg|probe)\".* = 0"))) {
        tools.add(number);
      }
    });
    SystemCalls found = new SystemCalls();
    Set<String> seen = new HashSet<>();
    while (!tools.isEmpty()) {
      String number = tools.remove();
      if (seen.add(number)) {
        for (String line : threads.getOrDefault(number, List.of())) {
          found.calls.add(line);
          Matcher child = CHILD.matcher(line);
          if (child.find()) {
            tools.add(child.group(1));
          }
        }
      }
    }
    return found;
  }

  List<String> programs() {
    return calls.stream().filter(l -> l.startsWith("execve")).toList();
  }

  /** Paths that were opened, or made, renamed and removed, with success. */
  List<String> reached() {
    List<String> paths = new ArrayList<>();
    for (String call : calls) {
      Matcher path = PATH.matcher(call);
      if (call.matches("(open|creat|rename|unlink|mkdir|link|symlink).* = \\d+.*") && path.find()) {
        paths.add(path.group(1));
      }
    }
    return paths;
  }

  /** Calls of the network, and whether they were let through. */
  List<String> network() {
    return calls.stream().filter(l -> l.matches("(socket|connect|sendto|bind)\\(.*")).toList();
  }

  List<String> mentioning(String words) {
    return calls.stream().filter(l -> l.contains(words)).toList();
  }
}
