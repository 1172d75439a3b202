package medianest.transcode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import medianest.ffmpeg.Command;
import medianest.ffmpeg.Ended;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Hardware;
import medianest.ffmpeg.Limits;
import medianest.ffmpeg.Run;
import medianest.media.io.FileSource;
import medianest.media.segment.TrackSegments;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An encoder at work: it makes the segments of one rendition from some number on, for all who want
 * them. It is held back when it is far enough ahead of everybody, by not reading what it writes,
 * and ends when nobody has been near for a while.
 */
final class Encode {

  private static final Logger LOG = LoggerFactory.getLogger(Encode.class);

  /** Further ahead than players load, so that nobody waits; and no further than that. */
  private static final long AHEAD_US = 24_000_000;

  /** A segment that is made within so much of the film is waited for, not started anew for. */
  private static final long NEAR_US = 12_000_000;

  /** Where its segments go. */
  interface Receiver {
    /** Keeps a segment; false where the next ones are there already. */
    boolean take(Encode encode, int number, List<Frame> frames) throws IOException;

    /** So long it goes on without being asked for anything. */
    long lonelyNanos();

    /** Called once. */
    void ended(Encode encode, Optional<String> failure);
  }

  private final Source source;
  private final Rendition rendition;
  private final int first;
  private final Receiver receiver;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private int head;
  private int furthest;
  private long touchedAt;
  private boolean stopped;
  private boolean unwanted;
  private @Nullable Run run;
  private @Nullable String complaint;

  /** Has what came behind the last segment that is known to be whole. */
  private @Nullable Collector rest;

  Encode(Source source, Rendition rendition, int first, Receiver receiver) {
    this.source = source;
    this.rendition = rendition;
    this.first = first;
    this.receiver = receiver;
    this.head = first;
    this.furthest = first;
    this.touchedAt = System.nanoTime();
  }

  Source source() {
    return source;
  }

  Rendition rendition() {
    return rendition;
  }

  /** Whether that segment comes of it soon enough. */
  boolean covers(int number) {
    return locked(() -> !stopped && number >= head && us(number) - us(head) <= NEAR_US);
  }

  /** Somebody asked for that segment, which it makes or has made. */
  void want(int number) {
    locked(() -> {
      if (number >= first && us(number) - us(head) <= NEAR_US) {
        furthest = Math.max(furthest, number);
        touchedAt = System.nanoTime();
        wanted.signalAll();
      }
      return 0;
    });
  }

  /** How long nobody has asked for anything of it. */
  long lonelyNanos() {
    return locked(() -> System.nanoTime() - touchedAt);
  }

  void begin(Ffmpeg ffmpeg, TranscodeConfig config, Encoders encoders) throws IOException {
    SegmentCommand commands = new SegmentCommand(source, rendition, config, ffmpeg, encoders);
    Optional<Hardware> chip = encoders.next(rendition);
    Optional<Command> alone = chip.isPresent() ? Optional.empty() : commands.alone(first);
    Successor instead =
        how ->
            chip.flatMap(c -> byProcessor(c, how, commands, encoders))
                .or(() -> withOneThread(how, commands));
    if (alone.isPresent()) {
      start(ffmpeg, alone.get(), first, List.of(how -> behind(how, commands), instead));
    } else {
      start(ffmpeg, commands.from(first, chip), first, List.of(instead));
    }
  }

  /** Says what follows a command that has ended, if anything does. */
  private interface Successor {
    Optional<Command> after(Ended how);
  }

  /**
   * What follows the command that made the first segment alone: one that makes all from there on;
   * from the first itself where that was not made.
   */
  private Optional<Command> behind(Ended how, SegmentCommand commands) {
    if (how.done()) {
      finish(how);
    }
    String wrong = complaint;
    boolean ended = how.cause() == Ended.Cause.STOPPED || locked(() -> stopped);
    boolean enough = ended && wrong == null;
    int from = locked(() -> head);
    if (enough || from >= rendition.segments().count()) {
      return Optional.empty();
    }
    if (from == first) {
      LOG.warn(
          "The first segment is made with the others: {}", wrong == null ? how.reason() : wrong);
    }
    complaint = null;
    return Optional.of(commands.from(from));
  }

  /** Goes on with the processor where a chip failed, or wrote what is not according to plan. */
  private Optional<Command> byProcessor(
      Hardware chip, Ended how, SegmentCommand commands, Encoders encoders) {
    String wrong = complaint;
    boolean fine = how.done() || (how.cause() == Ended.Cause.STOPPED && wrong == null);
    int from = locked(() -> head);
    if (fine || from >= rendition.segments().count()) {
      return Optional.empty();
    }
    encoders.failed(chip, wrong == null ? how.cause() + ": " + how.reason() : wrong);
    complaint = null;
    return Optional.of(commands.from(from));
  }

  /**
   * Goes on with one thread where the process was killed, most likely for want of memory: each
   * thread holds pictures of its own. It is tried once, since a film that takes too much even so
   * will the next time as well.
   */
  private Optional<Command> withOneThread(Ended how, SegmentCommand commands) {
    int from = locked(() -> head);
    boolean killed = how.cause() == Ended.Cause.OUT_OF_MEMORY && !locked(() -> stopped);
    if (!killed || from >= rendition.segments().count()) {
      return Optional.empty();
    }
    LOG.warn("Encoding {} was killed, and goes on with one thread.", rendition.folder());
    return Optional.of(commands.from(from).threads(1));
  }

  private boolean startedAgain(Ffmpeg ffmpeg, Command command, List<Successor> successors) {
    int from =
        locked(() -> {
          rest = null;
          stopped = unwanted;
          return head;
        });
    try {
      start(ffmpeg, command, from, successors);
      return true;
    } catch (IOException e) {
      LOG.warn("It could not be started again: {}", e.toString());
      return false;
    }
  }

  /**
   * Starts a command.
   *
   * @param successors one to be asked when it has ended, the others likewise after that
   */
  private void start(Ffmpeg ffmpeg, Command command, int from, List<Successor> successors)
      throws IOException {
    Run started = ffmpeg.start(command, Limits.FILM, output -> read(output, from));
    boolean late =
        locked(() -> {
          run = started;
          return stopped;
        });
    if (late) {
      started.stop();
    }
    var _ =
        started
            .ended()
            .thenAccept(how -> {
              Optional<Command> next =
                  successors.isEmpty() ? Optional.empty() : successors.getFirst().after(how);
              List<Successor> others = successors.stream().skip(1).toList();
              if (next.isEmpty() || !startedAgain(ffmpeg, next.get(), others)) {
                ended(how);
              }
            });
  }

  /** Ends it for good. */
  void stop() {
    locked(() -> unwanted = true);
    leaveOff();
  }

  private void leaveOff() {
    Run running =
        locked(() -> {
          stopped = true;
          wanted.signalAll();
          return run;
        });
    if (running != null) {
      running.stop();
    }
  }

  private void read(InputStream output, int from) throws IOException, InterruptedException {
    FragmentStream stream = new FragmentStream(output);
    byte[] beginning = stream.head();
    long timescale = rendition.segments().track().timescale();
    try (FileSource file = FileSource.open(source.path())) {
      Collector collector =
          rendition.isPicture()
              ? new PictureCollector(rendition.segments(), from, n -> times(file, n))
              : new SoundCollector(rendition.segments(), from);
      for (byte[] fragment = stream.next(); fragment != null; fragment = stream.next()) {
        if (!passOn(collector.add(Batch.frames(beginning, fragment, timescale)))) {
          leaveOff();
          return;
        }
      }
      locked(() -> rest = collector);
    }
  }

  /**
   * Keeps what was written last, unless the process was ended: it may have been so between two
   * fragments, and what is there then looks like the end of the film.
   */
  private void finish(Ended how) {
    Collector last =
        locked(() -> {
          Collector one = rest;
          rest = null;
          return one;
        });
    boolean byItself = how.done() || how.cause() == Ended.Cause.FAILED;
    if (last == null || !byItself) {
      return;
    }
    try {
      passOn(last.end());
    } catch (IOException e) {
      complaint = "the last segment: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean passOn(List<Collector.Finished> finished)
      throws IOException, InterruptedException {
    for (Collector.Finished segment : finished) {
      Optional<String> wrong =
          Verification.complaint(rendition, segment.number(), segment.frames());
      if (wrong.isPresent()) {
        complaint = "segment " + segment.number() + ": " + wrong.get();
        return false;
      }
      boolean more = receiver.take(this, segment.number(), segment.frames());
      locked(() -> head = segment.number() + 1);
      if (!more || !awaitDemand()) {
        return false;
      }
    }
    return true;
  }

  /** Waits until somebody comes near; false where nobody does. */
  private boolean awaitDemand() throws InterruptedException {
    long patience = receiver.lonelyNanos();
    lock.lock();
    try {
      while (!stopped && us(head) - us(furthest) > AHEAD_US) {
        long left = patience - (System.nanoTime() - touchedAt);
        if (left <= 0 || wanted.awaitNanos(left) <= 0) {
          return System.nanoTime() - touchedAt < patience;
        }
      }
      return !stopped && System.nanoTime() - touchedAt < patience;
    } finally {
      lock.unlock();
    }
  }

  /** When the pictures of a segment are shown in the source. */
  private long[] times(FileSource file, int number) {
    TrackSegments segments = rendition.segments();
    try {
      return source
          .index()
          .shown(file, rendition.source(), segments.start(number), segments.end(number));
    } catch (IOException e) {
      LOG.debug("The pictures of segment {} could not be counted: {}", number, e.toString());
      return new long[0];
    }
  }

  private void ended(Ended ended) {
    finish(ended);
    String wrong = complaint;
    boolean fine = ended.done() || ended.cause() == Ended.Cause.STOPPED;
    Optional<String> failure =
        wrong != null
            ? Optional.of(wrong)
            : fine ? Optional.empty() : Optional.of(ended.cause() + ": " + ended.reason());
    Path path = source.path();
    failure.ifPresent(
        f -> LOG.warn("Encoding {} of {} ended: {}", rendition.folder(), path.getFileName(), f));
    receiver.ended(this, failure);
  }

  private long us(int number) {
    TrackSegments segments = rendition.segments();
    return segments.startUs(Math.clamp(number, 0, segments.count()));
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
