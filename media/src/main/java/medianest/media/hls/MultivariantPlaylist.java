package medianest.media.hls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import medianest.media.codec.Codec;
import medianest.media.codec.MediaKind;
import medianest.media.segment.SegmentPlan;
import medianest.media.segment.TrackSegments;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;

/**
 * The multivariant playlist (RFC 8216 4.3.4): the picture once for each coding of its sound, since
 * a client must be able to decode everything that a variant names; sound and subtitles as groups of
 * renditions that are switched without a restart; key frames by themselves for fast winding.
 */
public final class MultivariantPlaylist {

  private static final String TEXT_GROUP = "text";

  private final MediaIndex index;
  private final SegmentPlan plan;
  private final String folder;

  /**
   * @param folder where the playlists of the plan's tracks lie, seen from this one; ends in a slash
   */
  public MultivariantPlaylist(MediaIndex index, SegmentPlan plan, String folder) {
    this.index = index;
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Writes the playlist.
   *
   * @param offered which tracks the client is to see
   */
  public String write(Predicate<Track> offered) {
    return write(offered, List.of());
  }

  /**
   * Writes the playlist.
   *
   * @param offered which tracks the client is to see as they are
   * @param encoded what else it is to see, pictures from the best on; the original is above them
   */
  public String write(Predicate<Track> offered, List<EncodedRendition> encoded) {
    List<Offer> cut = new ArrayList<>();
    plan.tracks().stream()
        .filter(t -> offered.test(t.track()))
        .forEach(t -> cut.add(Offer.original(t)));
    Optional<Offer> video = video(cut);
    encoded.forEach(made -> cut.add(Offer.encoded(made)));
    List<Offer> pictures = new ArrayList<>(video.stream().toList());
    cut.stream().filter(o -> !o.original() && kind(o) == MediaKind.VIDEO).forEach(pictures::add);
    Map<Codec, List<Offer>> sound = soundByCodec(cut);
    List<Offer> text =
        index.tracks().stream()
            .filter(t -> t.format().codec().kind() == MediaKind.TEXT && offered.test(t))
            .map(Offer::text)
            .toList();
    StringBuilder out = new StringBuilder(1000);
    out.append("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
    sound.forEach((codec, group) -> sound(out, codec, group, !pictures.isEmpty()));
    text(out, text);
    boolean subtitled = !text.isEmpty();
    if (sound.isEmpty()) {
      pictures.forEach(v -> variant(out, v, Optional.empty(), List.of(), subtitled));
    }
    sound.forEach((codec, group) ->
        (pictures.isEmpty() ? List.of(group.getFirst()) : pictures)
            .forEach(main -> variant(out, main, Optional.of(codec), group, subtitled)));
    video.ifPresent(v -> keyFrames(out, v.cut()));
    return out.toString();
  }

  /** The default picture, or the first. */
  private static Optional<Offer> video(List<Offer> cut) {
    List<Offer> all = cut.stream().filter(t -> kind(t) == MediaKind.VIDEO).toList();
    return all.stream()
        .filter(t -> t.track().isDefault())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** The coding of the default sound comes first, as players start with the first variant. */
  private static Map<Codec, List<Offer>> soundByCodec(List<Offer> cut) {
    List<Offer> ordered = new ArrayList<>(cut);
    ordered.removeIf(t -> kind(t) != MediaKind.AUDIO);
    ordered.sort((a, b) -> Boolean.compare(b.track().isDefault(), a.track().isDefault()));
    Map<Codec, List<Offer>> groups = new LinkedHashMap<>();
    for (Offer t : ordered) {
      groups.computeIfAbsent(t.track().format().codec(), c -> new ArrayList<>()).add(t);
    }
    return groups;
  }

  /**
   * The group of one coding. Without a picture the variant is the first rendition itself, which is
   * then listed without an address of its own (4.3.4.1), or not at all where it has no rival.
   */
  private void sound(StringBuilder out, Codec codec, List<Offer> group, boolean besidePicture) {
    if (!besidePicture && group.size() == 1) {
      return;
    }
    for (Rendition rendition : Rendition.named(group)) {
      Track track = rendition.track();
      boolean first = rendition.offer().equals(group.getFirst());
      AttributeList tag = media("AUDIO", groupOf(codec), rendition);
      tag.yes("DEFAULT", first).yes("AUTOSELECT", true);
      if (track.format() instanceof SampleFormat.Audio audio && audio.channels() > 0) {
        tag.quoted("CHANNELS", Channels.of(audio));
      }
      if (besidePicture || !first) {
        tag.quoted("URI", playlist(rendition.offer(), "media.m3u8"));
      }
      out.append(tag);
    }
  }

  private void text(StringBuilder out, List<Offer> text) {
    Optional<Track> preferred =
        text.stream().map(Offer::track).filter(t -> t.isDefault() && !t.forced()).findFirst();
    for (Rendition rendition : Rendition.named(text)) {
      Track track = rendition.track();
      AttributeList tag = media("SUBTITLES", TEXT_GROUP, rendition);
      tag.yes("DEFAULT", preferred.isPresent() && preferred.get().equals(track));
      tag.yes("AUTOSELECT", true).yes("FORCED", track.forced());
      out.append(tag.quoted("URI", playlist(rendition.offer(), "media.m3u8")));
    }
  }

  private static AttributeList media(String type, String group, Rendition rendition) {
    AttributeList tag = new AttributeList("#EXT-X-MEDIA").plain("TYPE", type);
    tag.quoted("GROUP-ID", group).quoted("NAME", rendition.name());
    return rendition.hasLanguage() ? tag.quoted("LANGUAGE", rendition.track().language()) : tag;
  }

  /**
   * One variant.
   *
   * @param main whose playlist it names: the picture, or the sound where there is no picture
   */
  private void variant(
      StringBuilder out, Offer main, Optional<Codec> sound, List<Offer> group, boolean text) {
    boolean picture = kind(main) == MediaKind.VIDEO;
    Bandwidth bandwidth = picture ? bandwidth(main) : Bandwidth.NONE;
    Bandwidth worstSound =
        group.stream().map(this::bandwidth).reduce(Bandwidth.NONE, Bandwidth::worst);
    bandwidth = bandwidth.plus(worstSound);
    AttributeList tag = new AttributeList("#EXT-X-STREAM-INF").plain("BANDWIDTH", bandwidth.peak());
    tag.plain("AVERAGE-BANDWIDTH", bandwidth.average());
    tag.quoted("CODECS", codecs(main, group));
    if (main.track().format() instanceof SampleFormat.Video video) {
      DolbyVision.supplementalCodec(video).ifPresent(c -> tag.quoted("SUPPLEMENTAL-CODECS", c));
      tag.plain("RESOLUTION", resolution(video));
      frameRate(main.track()).ifPresent(rate -> tag.plain("FRAME-RATE", rate));
      tag.plain("VIDEO-RANGE", range(video));
    }
    if (picture || group.size() > 1) {
      sound.ifPresent(codec -> tag.quoted("AUDIO", groupOf(codec)));
    }
    if (text) {
      tag.quoted("SUBTITLES", TEXT_GROUP);
    }
    tag.plain("CLOSED-CAPTIONS", "NONE");
    out.append(tag).append(playlist(main, "media.m3u8")).append('\n');
  }

  private Bandwidth bandwidth(Offer offer) {
    return offer
        .bandwidth()
        .orElseGet(() -> Bandwidth.of(index, offer.cut(), plan.targetDurationSeconds()));
  }

  private void keyFrames(StringBuilder out, TrackSegments segments) {
    if (segments.track().format() instanceof SampleFormat.Video video) {
      Bandwidth bandwidth = Bandwidth.ofKeyFrames(index, segments);
      AttributeList tag = new AttributeList("#EXT-X-I-FRAME-STREAM-INF");
      tag.plain("BANDWIDTH", bandwidth.peak()).plain("AVERAGE-BANDWIDTH", bandwidth.average());
      tag.quoted("CODECS", video.codecString()).plain("RESOLUTION", resolution(video));
      tag.plain("VIDEO-RANGE", range(video));
      out.append(tag.quoted("URI", playlist(Offer.original(segments), "iframes.m3u8")));
    }
  }

  private static String codecs(Offer main, List<Offer> group) {
    List<String> names = new ArrayList<>();
    names.add(main.track().format().codecString());
    group.forEach(t -> names.add(t.track().format().codecString()));
    return String.join(",", names.stream().filter(n -> !n.isEmpty()).distinct().toList());
  }

  private static String resolution(SampleFormat.Video video) {
    return video.displayWidth() + "x" + video.displayHeight();
  }

  /** Empty where the number of pictures is not known before they are read. */
  private static Optional<String> frameRate(Track track) {
    double seconds = (double) (track.endTime() - track.startTime()) / track.timescale();
    return track.sampleCount() == 0 || seconds <= 0
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%.3f", track.sampleCount() / seconds));
  }

  private static String range(SampleFormat.Video video) {
    return video.colour().pq() ? "PQ" : video.colour().hlg() ? "HLG" : "SDR";
  }

  private String playlist(Offer offer, String name) {
    return folder + offer.folder() + name;
  }

  private static String groupOf(Codec codec) {
    return codec.name().toLowerCase(Locale.ROOT);
  }

  private static MediaKind kind(Offer offer) {
    return offer.track().format().codec().kind();
  }
}
