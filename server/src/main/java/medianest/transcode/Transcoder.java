package medianest.transcode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import medianest.ffmpeg.Ffmpeg;
import medianest.http.Problem;
import medianest.media.segment.SegmentPlan;
import medianest.media.track.Container;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encoded segments for whoever asks: from the cache, else of an encoder that is about to make them,
 * else of one that is started there. However many ask for the same, it is made once.
 */
public final class Transcoder implements AutoCloseable, Encode.Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(Transcoder.class);

  /** Players give up, or ask again, after about as long. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(25);

  /** An encoder for which nobody asked for so long gives way to one for which somebody waits. */
  private static final long YIELDS_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** An encoder for which nobody asked for so long ends, whoever waits. */
  private static final Duration LONELY = Duration.ofSeconds(30);

  /** So long somebody waits for an encoder to end before being told that all are busy. */
  private static final long QUEUES_NANOS = TimeUnit.SECONDS.toNanos(6);

  private static final int RETRY_SECONDS = 3;

  private final Ffmpeg ffmpeg;
  private final TranscodeConfig config;
  private final SegmentCache cache;
  private final Duration lonely;
  private final Remuxer remuxer;
  private final Encoders encoders;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private final Map<SegmentKey, CompletableFuture<Boolean>> waiting = new HashMap<>();
  private final Map<Encode, String> encodes = new HashMap<>();
  private final LongAdder refused = new LongAdder();
  private long started;

  Transcoder(Ffmpeg ffmpeg, TranscodeConfig config, SegmentCache cache, Duration lonely) {
    this.ffmpeg = ffmpeg;
    this.config = config;
    this.cache = cache;
    this.lonely = lonely;
    this.remuxer = new Remuxer(ffmpeg, cache);
    this.encoders = new Encoders(ffmpeg, config);
  }

  /**
   * A transcoder over a cache on disk.
   *
   * @param data the folder of all that the server makes
   */
  public static Transcoder open(Ffmpeg ffmpeg, TranscodeConfig config, Path data)
      throws IOException {
    Path folder = config.folder().isEmpty() ? data.resolve("transcoded") : Path.of(config.folder());
    return new Transcoder(ffmpeg, config, SegmentCache.open(folder, config.cacheBytes()), LONELY);
  }

  /** Why nothing can be encoded here, as a sentence; empty where it can. */
  public Optional<String> obstacle() {
    return ffmpeg.findings().obstacle();
  }

  /** Whether the track can be encoded anew with this ffmpeg. */
  public boolean possible(SegmentPlan plan, Track track) {
    boolean bright =
        track.format() instanceof SampleFormat.Video video
            && (video.colour().pq() || video.colour().hlg());
    return Renditions.possible(plan, track) && (!bright || ffmpeg.findings().mapsTones());
  }

  /** What encodes pictures here, as a sentence. */
  public String encodedBy() {
    return encoders.sentence();
  }

  /** How many encoders are at work. */
  public int running() {
    return locked(encodes::size);
  }

  /** How many were started so far. */
  public long started() {
    return locked(() -> started);
  }

  /** How often a viewer was told to come again, since others are encoded for. */
  public long refused() {
    return refused.sum();
  }

  /** Bytes of the cache. */
  public long cacheBytes() {
    return cache.bytes();
  }

  /**
   * A file of a container that we do not read ourselves, as MP4.
   *
   * @param key names this version of the file, in letters that a file name may have
   * @throws Problem 503 while it is being made
   * @throws medianest.media.io.MediaException if it cannot be
   */
  public Path asMp4(String key, Path original, Container container) throws IOException {
    return remuxer.file(key, original, container);
  }

  /** The initialization segment of a rendition, open. */
  public FileChannel init(Source source, Rendition rendition) throws IOException {
    SegmentKey key = key(source, rendition, SegmentKey.INIT);
    FileChannel known = cache.find(key);
    if (known != null) {
      return known;
    }
    cache.put(key, InitSegment.of(source, rendition, config, ffmpeg, encoders));
    return present(cache.find(key));
  }

  /**
   * A media segment of a rendition, open.
   *
   * @throws Problem 503 where too many want others at present, 500 where it cannot be made
   */
  public FileChannel segment(Source source, Rendition rendition, int number) throws IOException {
    try {
      return cachedOrMade(source, rendition, number);
    } catch (Problem e) {
      if (e.status() == 503) {
        refused.increment();
      }
      throw e;
    }
  }

  private FileChannel cachedOrMade(Source source, Rendition rendition, int number)
      throws IOException {
    SegmentKey key = key(source, rendition, number);
    touch(source, rendition, number);
    FileChannel known = cache.find(key);
    if (known != null) {
      return known;
    }
    long until = System.nanoTime() + PATIENCE_NANOS;
    try {
      promised(source, rendition, key).get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw busy();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a segment was encoded", e);
    }
    return present(cache.find(key));
  }

  private static FileChannel present(@Nullable FileChannel made) {
    if (made == null) {
      throw busy();
    }
    return made;
  }

  private static Problem busy() {
    return Problem.busy(RETRY_SECONDS, "The server encodes for others at present.");
  }

  /** Lets the encoders near it know that somebody is there. */
  private void touch(Source source, Rendition rendition, int number) {
    String line = line(source, rendition);
    lock.lock();
    try {
      encodes.forEach((encode, its) -> {
        if (its.equals(line)) {
          encode.want(number);
        }
      });
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Boolean> promised(Source source, Rendition rendition, SegmentKey key)
      throws InterruptedException {
    String line = line(source, rendition);
    long until = System.nanoTime() + QUEUES_NANOS;
    Encode fresh = null;
    CompletableFuture<Boolean> promise;
    lock.lockInterruptibly();
    try {
      while (!cache.contains(key) && !coming(line, key.number())) {
        if (makeWay()) {
          fresh = new Encode(source, rendition, key.number(), this);
          encodes.put(fresh, line);
          started++;
        } else {
          var _ = fewer.awaitNanos(nanosUntilRoom(until));
        }
      }
      if (cache.contains(key)) {
        return CompletableFuture.completedFuture(true);
      }
      promise = waiting.computeIfAbsent(key, k -> new CompletableFuture<>());
    } finally {
      lock.unlock();
    }
    if (fresh != null) {
      begin(fresh);
    }
    return promise;
  }

  /** Whether an encoder is about to make that segment. */
  private boolean coming(String line, int number) {
    return encodes.entrySet().stream()
        .anyMatch(e -> e.getValue().equals(line) && e.getKey().covers(number));
  }

  private void begin(Encode encode) {
    try {
      encode.begin(ffmpeg, config, encoders);
    } catch (IOException e) {
      ended(encode, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Ends the encoder that is missed the least, where there are as many as there may be.
   *
   * @return whether there is room for another now
   */
  private boolean makeWay() {
    if (encodes.size() < config.slots()) {
      return true;
    }
    Encode loneliest = loneliest();
    if (loneliest.lonelyNanos() < YIELDS_AFTER_NANOS) {
      return false;
    }
    encodes.remove(loneliest);
    loneliest.stop();
    return true;
  }

  private Encode loneliest() {
    return encodes.keySet().stream()
        .max(Comparator.comparingLong(Encode::lonelyNanos))
        .orElseThrow();
  }

  /** So long at most until it is worth to look for room again. */
  private long nanosUntilRoom(long until) {
    long left = until - System.nanoTime();
    if (left <= 0) {
      throw busy();
    }
    return Math.min(left, YIELDS_AFTER_NANOS - loneliest().lonelyNanos());
  }

  @Override
  public boolean take(Encode encode, int number, List<Frame> frames) throws IOException {
    Rendition rendition = encode.rendition();
    SegmentKey key = key(encode.source(), rendition, number);
    try {
      cache.put(key, SegmentWriter.write(rendition.segments(), number, frames));
    } catch (IOException e) {
      LOG.warn("What was encoded cannot be kept: {}", e.toString());
      fail(key);
      throw e;
    }
    SegmentKey next = key(encode.source(), rendition, number + 1);
    CompletableFuture<Boolean> promise;
    boolean more;
    lock.lock();
    try {
      promise = waiting.remove(key);
      more = waiting.containsKey(next) || !cache.contains(next);
    } finally {
      lock.unlock();
    }
    if (promise != null) {
      promise.complete(true);
    }
    return more;
  }

  private void fail(SegmentKey key) {
    CompletableFuture<Boolean> promise = locked(() -> waiting.remove(key));
    if (promise != null) {
      promise.completeExceptionally(
          new Problem(
              507, "disk-full", "The server has no room left to encode. Tell who runs it."));
    }
  }

  @Override
  public long lonelyNanos() {
    return lonely.toNanos();
  }

  @Override
  public void ended(Encode encode, Optional<String> failure) {
    Problem problem =
        failure
            .map(f -> new Problem(500, "not-encoded", "This part of the film cannot be encoded."))
            .orElseGet(Transcoder::busy);
    List<CompletableFuture<Boolean>> orphans = new ArrayList<>();
    lock.lock();
    try {
      encodes.remove(encode);
      fewer.signalAll();
      waiting
          .entrySet()
          .removeIf(e -> {
            boolean orphan = orphaned(encode, e.getKey());
            if (orphan) {
              orphans.add(e.getValue());
            }
            return orphan;
          });
    } finally {
      lock.unlock();
    }
    orphans.forEach(o -> o.completeExceptionally(problem));
  }

  /** Whether a segment was waited for that nobody else makes now. */
  private boolean orphaned(Encode encode, SegmentKey key) {
    return key(encode.source(), encode.rendition(), key.number()).equals(key)
        && !coming(line(encode.source(), encode.rendition()), key.number());
  }

  private static String line(Source source, Rendition rendition) {
    return source.key() + "/" + rendition.folder();
  }

  private SegmentKey key(Source source, Rendition rendition, int number) {
    String family = rendition.isPicture() ? encoders.family() : "";
    return new SegmentKey(source.key(), rendition.folder() + family, number);
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all encoders. */
  @Override
  public void close() {
    List<Encode> all = locked(() -> List.copyOf(encodes.keySet()));
    all.forEach(Encode::stop);
  }
}
