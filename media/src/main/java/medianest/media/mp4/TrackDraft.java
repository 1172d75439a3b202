package medianest.media.mp4;

import java.util.Optional;
import medianest.media.codec.Codec;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import medianest.media.track.SampleFormat;

/** A track while its samples are being gathered. */
final class TrackDraft {

  private final TrackHeader header;
  private final SampleFormat format;
  private final SampleTable.Builder table;
  private final Optional<MediaException> problem;

  /** Where the next fragment begins that does not say so itself, in decode time. */
  private long decodeTime;

  private TrackDraft(
      TrackHeader header,
      SampleFormat format,
      SampleTable.Builder table,
      Optional<MediaException> problem) {
    this.header = header;
    this.format = format;
    this.table = table;
    this.problem = problem;
  }

  /** A track that cannot be used stays one of its file, as something that nobody plays. */
  static TrackDraft read(Box trak, long fileLength) throws BrokenMedia {
    TrackHeader header = TrackHeader.read(trak);
    boolean video = header.handler().equals("vide");
    SampleTable.Builder table = new SampleTable.Builder(fileLength, !video);
    try {
      Box minf = trak.require("mdia").require("minf");
      DataReference.check(minf);
      Box stbl = minf.require("stbl");
      SampleFormat format =
          SampleEntry.read(stbl.require("stsd"), header.handler(), header.rotation());
      TrackDraft draft = new TrackDraft(header, format, table, Optional.empty());
      boolean sound = format instanceof SampleFormat.Audio;
      draft.decodeTime = SampleTableReader.read(stbl, table, fileLength, pcmFrame(format), sound);
      return draft;
    } catch (MediaException e) {
      SampleFormat unusable = new SampleFormat.Other(Codec.UNKNOWN, "", Bytes.EMPTY);
      return new TrackDraft(
          header, unusable, new SampleTable.Builder(fileLength, true), Optional.of(e));
    }
  }

  private static int pcmFrame(SampleFormat format) {
    return format instanceof SampleFormat.Audio audio && audio.codec() == Codec.PCM
        ? audio.channels() * audio.bitsPerSample() / 8
        : 0;
  }

  TrackHeader header() {
    return header;
  }

  SampleFormat format() {
    return format;
  }

  SampleTable.Builder table() {
    return table;
  }

  /** Why the track cannot be used. */
  Optional<MediaException> problem() {
    return problem;
  }

  long decodeTime() {
    return decodeTime;
  }

  void decodeTime(long time) {
    decodeTime = time;
  }
}
