package medianest.benchmarks.damage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import medianest.media.io.MediaException;
import medianest.media.io.MemorySource;
import medianest.media.probe.Probe;

/**
 * Each file cut at 600 places, and 10,000 mutations of the smaller ones, in a heap of 64 MB: how
 * long each took to be refused or indexed. What takes over the bound is tried again, so that a
 * pause of the machine does not count for the file's.
 */
final class DamageBenchmark {

  private static final int CUTS = 600;
  private static final int MUTATIONS = 10_000;
  private static final int LARGEST = 16 << 20;
  private static final int LARGEST_MUTATED = 1 << 20;
  private static final int TRIES = 3;
  private static final double BOUND_MS = 50;

  private final List<Double> millis = new ArrayList<>();
  private final List<String> slow = new ArrayList<>();

  private DamageBenchmark() {}

  /** Usage: FOLDER. */
  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
      files = all.filter(DamageBenchmark::isMedia).sorted().toList();
    }
    DamageBenchmark benchmark = new DamageBenchmark();
    Random random = new Random(1);
    // Once to have the readers compiled, and then to be counted.
    benchmark.mutations(files, random, MUTATIONS / 5);
    benchmark.millis.clear();
    benchmark.slow.clear();
    for (Path file : files) {
      benchmark.cuts(file, random);
    }
    benchmark.mutations(files, random, MUTATIONS);
    benchmark.print(files.size());
  }

  private static boolean isMedia(Path file) {
    String name = file.getFileName().toString();
    try {
      return name.matches("(?i).*\\.(mp4|m4a|m4v|mov|mkv|webm|ts|avi|ogg|flv|mp3|flac|wav)")
          && Files.isRegularFile(file)
          && Files.size(file) <= LARGEST;
    } catch (IOException e) {
      return false;
    }
  }

  private void cuts(Path file, Random random) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < CUTS; i++) {
      // Half of them near the beginning, where the tables mostly are.
      int reach = i % 2 == 0 ? whole.length : Math.min(whole.length, 64 << 10);
      byte[] cut = Arrays.copyOf(whole, random.nextInt(reach + 1));
      time(file + " cut at " + cut.length, cut);
    }
  }

  private void mutations(List<Path> files, Random random, int count) throws IOException {
    List<Path> small = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) <= LARGEST_MUTATED) {
        small.add(file);
      }
    }
    for (int i = 0; i < count && !small.isEmpty(); i++) {
      Path file = small.get(i % small.size());
      byte[] mutant = Files.readAllBytes(file);
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        int reach = random.nextInt(3) == 0 ? mutant.length : Math.min(mutant.length, 8192);
        mutant[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      time(file + " changed, number " + i, mutant);
    }
  }

  private void time(String what, byte[] bytes) throws IOException {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < TRIES && least > BOUND_MS; i++) {
      long start = System.nanoTime();
      try {
        Probe.open(new MemorySource(bytes));
      } catch (MediaException e) {
        // Refused with a reason is an answer.
        if (e.getMessage() == null) {
          throw new IOException(what + " is refused without a reason", e);
        }
      }
      least = Math.min(least, (System.nanoTime() - start) / 1e6);
    }
    millis.add(least);
    if (least > BOUND_MS) {
      slow.add(String.format(Locale.ROOT, "%.1f ms: %s", least, what));
    }
  }

  private void print(int files) {
    millis.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%d damaged files of %d: half within %.3f ms, 99.9 of 100 within %.2f ms, the longest %.2f"
            + " ms; %d over %.0f ms%n",
        millis.size(),
        files,
        millis.get(millis.size() / 2),
        millis.get((int) (millis.size() * 0.999)),
        millis.getLast(),
        slow.size(),
        BOUND_MS);
    slow.forEach(System.out::println);
  }
}
