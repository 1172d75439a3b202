package medianest.transcode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import medianest.ffmpeg.Command;
import medianest.ffmpeg.Demuxer;
import medianest.ffmpeg.Ended;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Filter;
import medianest.ffmpeg.Inspection;
import medianest.ffmpeg.Limits;
import medianest.ffmpeg.Option;
import medianest.http.Problem;
import medianest.media.io.BrokenMedia;
import medianest.media.io.MediaException;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Container;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files of containers that we do not read ourselves anew as fragmented MP4, once: what is in
 * them is copied where MP4 can carry it, and encoded where it cannot. From then on they are films
 * like all others.
 */
final class Remuxer {

  private static final Logger LOG = LoggerFactory.getLogger(Remuxer.class);

  private static final Set<String> CARRIED_PICTURES =
      Set.of("h264", "hevc", "mpeg1video", "mpeg2video", "mpeg4", "vp9", "av1", "vc1");

  private static final Set<String> CARRIED_SOUND =
      Set.of("aac", "ac3", "eac3", "mp2", "mp3", "flac", "opus", "alac", "dts");

  /** What ends early with less than this of the file was not cut off but not understood. */
  private static final double LEAST_SHARE = 0.3;

  private static final int BUFFER = 1 << 20;

  /** So long a caller waits before it is told to come back, and each time that it has come back. */
  private static final long PATIENCE_SECONDS = 8;

  private static final long PATIENCE_AGAIN_SECONDS = 1;

  /** Seconds between key frames of what is encoded, at 25 pictures a second. */
  private static final int KEY_INTERVAL = 100;

  private static final int QUALITY = 19;
  private static final int SOUND_BITRATE = 256_000;

  private final Ffmpeg ffmpeg;
  private final SegmentCache cache;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  Remuxer(Ffmpeg ffmpeg, SegmentCache cache) {
    this.ffmpeg = ffmpeg;
    this.cache = cache;
  }

  private record Job(CompletableFuture<Path> done, AtomicLong written, long expected) {
    int percent() {
      return (int) Math.min(99, 100 * written.get() / Math.max(1, expected));
    }
  }

  /**
   * The file anew; made if need be.
   *
   * @param key names this version of the file, in letters that a file name may have
   * @throws Problem 503 while it is being made
   * @throws MediaException if it cannot be
   */
  Path file(String key, Path original, Container container) throws IOException {
    SegmentKey name = new SegmentKey(key, "remuxed", SegmentKey.WHOLE);
    Optional<Path> known = cache.path(name).filter(Files::exists);
    if (known.isPresent()) {
      return known.get();
    }
    long size = Files.size(original);
    Job fresh = new Job(new CompletableFuture<>(), new AtomicLong(), size);
    Job other = jobs.putIfAbsent(key, fresh);
    if (other == null) {
      Thread.ofPlatform()
          .daemon()
          .name("remux")
          .start(() -> make(name, fresh, original, Demuxer.of(container)));
    }
    return other == null ? await(fresh, PATIENCE_SECONDS) : await(other, PATIENCE_AGAIN_SECONDS);
  }

  private static Path await(Job job, long seconds) throws IOException {
    try {
      return job.done().get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw Problem.busy(1, "The file is being prepared: " + job.percent() + " %.")
          .with("percent", job.percent());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MediaException reason) {
        throw reason;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a file was prepared", e);
    }
  }

  private void make(SegmentKey name, Job job, Path original, Demuxer demuxer) {
    try {
      job.done().complete(made(name, job, original, demuxer));
    } catch (IOException | InterruptedException | RuntimeException e) {
      job.done().completeExceptionally(e);
    } finally {
      jobs.remove(name.source());
    }
  }

  private Path made(SegmentKey name, Job job, Path original, Demuxer demuxer)
      throws IOException, InterruptedException {
    Inspection inside = ffmpeg.inspect(original, demuxer);
    if (inside.video().isEmpty() && inside.audio().isEmpty()) {
      throw new BrokenMedia("The file holds neither a picture nor sound that can be read.");
    }
    Command command = command(inside, original, demuxer);
    try (SegmentCache.Writing writing = cache.write(name)) {
      Ended ended = ffmpeg.run(command, Limits.FILM, out -> copy(out, writing, job.written()));
      // A film that is cut off ends in an error, and is played as far as it goes.
      if (ended.cause() != Ended.Cause.DONE && ended.cause() != Ended.Cause.FAILED) {
        throw new IOException("rewriting a file ended: " + ended.cause() + " " + ended.reason());
      }
      boolean little = writing.size() < job.expected() * LEAST_SHARE;
      if (writing.size() == 0 || (!ended.done() && little)) {
        LOG.info("Rewriting {} ended: {}", original.getFileName(), ended.reason());
        throw new UnsupportedMedia(
            "The file cannot be written anew as MP4: it holds what ffmpeg cannot read.");
      }
      writing.commit();
    }
    return cache.path(name).orElseThrow();
  }

  private Command command(Inspection inside, Path original, Demuxer demuxer) {
    Command command = Command.reading(original, demuxer).reading(Option.MAKE_TIMES);
    command.threads(ffmpeg.threads()).writing(Option.NO_METADATA).writing(Option.NO_SUBTITLES);
    command.writing(Option.NO_OTHERS);
    if (!inside.video().isEmpty()) {
      command.writing(Option.ALL_VIDEO);
      pictures(command, codecs(inside.video()), demuxer);
    }
    if (!inside.audio().isEmpty()) {
      command.writing(Option.ALL_AUDIO);
      sound(command, codecs(inside.audio()));
    }
    return inside.video().isEmpty()
        ? command.writing(Option.FRAGMENTS_OF_COPY_BY_TIME, 4_000_000)
        : command.writing(Option.FRAGMENTS_OF_COPY);
  }

  private static void pictures(Command command, List<String> codecs, Demuxer demuxer) {
    if (CARRIED_PICTURES.containsAll(codecs)) {
      command.writing(Option.COPY_VIDEO);
      if (demuxer == Demuxer.AVI && codecs.contains("mpeg4")) {
        command.writing(Option.UNPACK_PICTURES);
      }
      return;
    }
    command
        .picture(new Filter.EightBit())
        .writing(Option.EVERY_PICTURE)
        .writing(Option.X264)
        .writing(Option.PRESET_VERYFAST)
        .writing(Option.VIDEO_QUALITY, QUALITY)
        .writing(Option.KEY_INTERVAL, KEY_INTERVAL);
  }

  private static void sound(Command command, List<String> codecs) {
    if (CARRIED_SOUND.containsAll(codecs)) {
      command.writing(Option.COPY_AUDIO).writing(Option.EXPERIMENTAL);
      for (int i = 0; i < codecs.size(); i++) {
        if (codecs.get(i).equals("aac")) {
          command.writing(Option.BARE_AAC, i);
        }
      }
    } else if (codecs.stream().allMatch(c -> c.startsWith("pcm_"))) {
      command.writing(Option.FLAC).writing(Option.EXPERIMENTAL);
    } else {
      command.writing(Option.AAC).writing(Option.AUDIO_BITRATE, SOUND_BITRATE);
    }
  }

  private static List<String> codecs(List<Inspection.Stream> streams) {
    return streams.stream().map(Inspection.Stream::codec).toList();
  }

  private static void copy(InputStream from, SegmentCache.Writing to, AtomicLong written)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      to.write(ByteBuffer.wrap(buffer, 0, n));
      written.addAndGet(n);
    }
  }
}
