package medianest.media.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import medianest.media.fmp4.PackagedTrack;
import medianest.media.fmp4.ReadFragment;
import medianest.media.hls.MediaPlaylist;
import medianest.media.io.ByteSource;
import medianest.media.segment.SegmentPlan;
import medianest.media.segment.TrackSegments;
import medianest.media.track.MediaIndex;

/** A file packaged into a folder, as the server would serve it. */
record PackagedFile(MediaIndex index, SegmentPlan plan, Path folder) {

  static PackagedFile write(MediaIndex index, ByteSource source, Path folder) throws IOException {
    SegmentPlan plan = SegmentPlan.of(index);
    PackagedFile written = new PackagedFile(index, plan, folder);
    for (TrackSegments segments : plan.tracks()) {
      PackagedTrack track = new PackagedTrack(index, segments);
      Path home = Files.createDirectories(written.home(segments));
      write(home.resolve("init.mp4"), track.init());
      for (int k = 0; k < segments.count(); k++) {
        write(home.resolve("seg_" + k + ".m4s"), track.segment(source, k).gather(source));
      }
      Files.writeString(
          home.resolve("media.m3u8"), MediaPlaylist.of(segments, plan.targetDurationSeconds()));
    }
    return written;
  }

  Path home(TrackSegments segments) {
    return folder.resolve("t" + segments.track().number());
  }

  String playlist(TrackSegments segments) {
    return home(segments).resolve("media.m3u8").toString();
  }

  ReadFragment fragment(TrackSegments segments, int k) throws IOException {
    byte[] bytes = Files.readAllBytes(home(segments).resolve("seg_" + k + ".m4s"));
    return ReadFragment.of(ByteBuffer.wrap(bytes));
  }

  /** A file that holds the initialization segment and one media segment. */
  Path alone(TrackSegments segments, int k) throws IOException {
    Path alone = home(segments).resolve("alone_" + k + ".mp4");
    for (String part : List.of("init.mp4", "seg_" + k + ".m4s")) {
      byte[] bytes = Files.readAllBytes(home(segments).resolve(part));
      Files.write(alone, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    return alone;
  }

  private static void write(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
    }
  }
}
