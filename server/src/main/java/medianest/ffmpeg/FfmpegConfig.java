package medianest.ffmpeg;

/**
 * Settings under {@code ffmpeg}.
 *
 * @param program the path of ffmpeg; empty for the first on the path of the environment
 * @param threads that one run decodes and encodes with; 0 for as many as there are cores
 * @param maxMemoryBytes of one run, as address space; its libraries alone take a few hundred MB
 */
public record FfmpegConfig(String program, int threads, long maxMemoryBytes) {

  private static final long LEAST_MEMORY = 2L << 30;

  public FfmpegConfig {
    if (threads < 0 || threads > 64) {
      throw new IllegalArgumentException("ffmpeg.threads must be between 0 and 64.");
    }
    if (maxMemoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException("ffmpeg.maxMemoryBytes must be at least 2 GB.");
    }
  }

  public static FfmpegConfig defaults() {
    return new FfmpegConfig("", 0, 8L << 30);
  }

  /** Threads of one run. */
  public int threadsOfRun() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
