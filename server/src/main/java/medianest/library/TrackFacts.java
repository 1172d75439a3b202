package medianest.library;

import medianest.media.codec.Codec;
import medianest.media.track.Colour;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a track, and stored as JSON.
 *
 * @param type video, audio, text or other
 * @param codec the name that people know it by
 * @param dynamicRange sdr, hdr10 or hlg, for pictures
 * @param bitrate bits per second; null where it is not known
 */
record TrackFacts(
    int number,
    String type,
    String codec,
    String codecString,
    String language,
    String name,
    boolean isDefault,
    boolean forced,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String dynamicRange,
    @Nullable Integer channels,
    @Nullable Integer sampleRate,
    @Nullable Long bitrate) {

  static TrackFacts of(Track track) {
    return switch (track.format()) {
      case SampleFormat.Video video ->
          of(
              track,
              "video",
              new Picture(video.displayWidth(), video.displayHeight(), video.colour()),
              null);
      case SampleFormat.Audio audio -> of(track, "audio", null, audio);
      case SampleFormat.Text _ -> of(track, "text", null, null);
      case SampleFormat.Other _ -> of(track, "other", null, null);
    };
  }

  static TrackFacts of(int number, ForeignFile.Stream stream) {
    boolean picture = stream.picture();
    return new TrackFacts(
        number,
        picture ? "video" : "audio",
        StoredText.of(stream.codec()),
        "",
        "und",
        "",
        number == 0,
        false,
        picture ? stream.width() : null,
        picture ? stream.height() : null,
        null,
        picture ? null : stream.channels(),
        null,
        null);
  }

  private record Picture(int width, int height, Colour colour) {
    String dynamicRange() {
      return colour.pq() ? "hdr10" : colour.hlg() ? "hlg" : "sdr";
    }
  }

  private static TrackFacts of(
      Track track, String type, @Nullable Picture picture, SampleFormat.@Nullable Audio audio) {
    Codec codec = track.format().codec();
    return new TrackFacts(
        track.number(),
        type,
        codec.title(),
        track.format().codecString(),
        track.language(),
        StoredText.of(track.name()),
        track.isDefault(),
        track.forced(),
        picture == null ? null : picture.width(),
        picture == null ? null : picture.height(),
        picture == null ? null : picture.dynamicRange(),
        audio == null ? null : audio.channels(),
        audio == null ? null : audio.sampleRate(),
        bitrate(track));
  }

  private static @Nullable Long bitrate(Track track) {
    long ticks = track.endTime() - track.startTime();
    if (ticks <= 0 || track.byteCount() <= 0) {
      return null;
    }
    return Math.round(8.0 * track.byteCount() * track.timescale() / ticks);
  }
}
