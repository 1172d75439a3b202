package medianest.benchmarks.generator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import medianest.benchmarks.serve.Workbench;

/**
 * Asks a server whose times are known 200 times a second, by this generator and by Gatling in
 * turns, each in a process of its own, and prints what each and the server itself say.
 */
final class Judge {

  static final int PER_SECOND = 200;
  static final int SECONDS = 20;
  static final int WARM_UP_SECONDS = 8;
  private static final int ROUNDS = 2;

  private static final String PLAN =
      """
      name: judge
      phases:
        - {name: warm, kind: ramp, length: %ds, arrivalsPerSecond: %d, random: false}
        - {name: same, kind: sustained, length: %ds, arrivalsPerSecond: %d, random: false}
      scenarios: [{name: all, steps: [{call: GET /}]}]
      """
          .formatted(WARM_UP_SECONDS, PER_SECOND, SECONDS, PER_SECOND);

  private Judge() {}

  static void compare(Path work) throws Exception {
    int port = Workbench.freePort();
    Process server = Offered.begin(KnownServer.class, Integer.toString(port));
    String target = "http://127.0.0.1:" + port;
    try {
      awaitFigures(target);
      System.out.printf("%-22s %9s %9s %9s%n", "milliseconds", "p50", "p95", "p99");
      for (int i = 0; i < ROUNDS; i++) {
        double[] ours = ours(target, work);
        print("this generator", ours);
        double[] truth = figures(target);
        print("  what the server did", truth);
        print("  difference, %", difference(ours, truth));
        double[] gatling = gatling(target, work);
        print("Gatling", gatling);
        truth = figures(target);
        print("  what the server did", truth);
        print("  difference, %", difference(gatling, truth));
        print("ours against Gatling, %", difference(ours, gatling));
      }
    } finally {
      server.destroy();
      server.onExit().join();
    }
  }

  private static double[] ours(String target, Path work) throws IOException, InterruptedException {
    Offered same = Offered.run(PLAN, target, work).getLast();
    if (!same.doubts().isEmpty()) {
      System.out.println("This run does not count: " + same.doubts());
    }
    return new double[] {same.p50(), same.p95(), same.p99()};
  }

  private static double[] gatling(String target, Path work)
      throws IOException, InterruptedException {
    List<String> printed = Offered.java(GatlingRun.class, target, work.toString());
    return numbers(
        printed.stream()
            .filter(line -> line.startsWith(GatlingRun.MARK))
            .map(line -> line.substring(GatlingRun.MARK.length()))
            .findFirst()
            .orElseThrow(() -> new IOException("Gatling said nothing: " + printed)));
  }

  private static double[] numbers(String text) {
    String[] words = text.strip().split(" ", -1);
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  private static void awaitFigures(String target) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try {
        figures(target);
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("the server with known times did not start");
  }

  private static double[] figures(String target) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(target + "/figures")).build();
      return numbers(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  private static double[] difference(double[] one, double[] other) {
    double[] percent = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      percent[i] = 100 * (one[i] / other[i] - 1);
    }
    return percent;
  }

  private static void print(String name, double[] numbers) {
    System.out.printf(
        Locale.ROOT, "%-22s %9.2f %9.2f %9.2f%n", name, numbers[0], numbers[1], numbers[2]);
  }
}
