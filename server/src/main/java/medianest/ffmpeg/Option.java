package medianest.ffmpeg;

import java.util.List;
import java.util.Locale;

/**
 * The options that a command may hold. Their words are these and no others; what follows them is a
 * number, so that nothing that somebody sent, named or tagged can reach the command line.
 */
public enum Option {
  /** Before the input: starts at the key frame before a time and drops what lies before it. */
  START(Form.SECONDS, "-ss"),
  /** Before the input: decodes key frames alone. */
  KEY_FRAMES_ONLY(Form.NOTHING, "-skip_frame", "nokey"),
  /** Before the input: starts at the key frame before the time and keeps all that follows. */
  FROM_KEY_FRAME(Form.NOTHING, "-noaccurate_seek"),
  /** Before the input: the time to start at is one of the file's own, not one since its first. */
  BY_TIMESTAMP(Form.NOTHING, "-seek_timestamp", "1"),
  /** Before the input: makes up times where the container has none. */
  MAKE_TIMES(Form.NOTHING, "-fflags", "+genpts"),
  /** Keeps the times of the file. */
  KEEP_TIMES(Form.NOTHING, "-copyts"),
  /** Ends at a time of the file. */
  END(Form.SECONDS, "-to"),
  /** Ends after so long. */
  DURATION(Form.SECONDS, "-t"),
  /** The picture of that place among the pictures of the file, and the others likewise. */
  VIDEO(Form.SUFFIX, "-map", "0:v:"),
  AUDIO(Form.SUFFIX, "-map", "0:a:"),
  SUBTITLES(Form.SUFFIX, "-map", "0:s:"),
  /** All pictures that are no covers, where there are any, and the others likewise. */
  ALL_VIDEO(Form.NOTHING, "-map", "0:V?"),
  ALL_AUDIO(Form.NOTHING, "-map", "0:a?"),
  NO_METADATA(Form.NOTHING, "-map_metadata", "-1", "-map_chapters", "-1"),
  NO_VIDEO(Form.NOTHING, "-vn"),
  NO_AUDIO(Form.NOTHING, "-an"),
  NO_SUBTITLES(Form.NOTHING, "-sn"),
  NO_OTHERS(Form.NOTHING, "-dn"),

  COPY_VIDEO(Form.NOTHING, "-c:v", "copy"),
  COPY_AUDIO(Form.NOTHING, "-c:a", "copy"),
  X264(Form.NOTHING, "-c:v", "libx264"),
  /**
   * Encoders of H.264 in hardware, each told to make key frames where they are asked for, as IDR
   * pictures, and nowhere else.
   */
  H264_NVENC(Form.NOTHING, "-c:v", "h264_nvenc", "-forced-idr", "1", "-no-scenecut", "1"),
  H264_QSV(
      Form.NOTHING, "-c:v", "h264_qsv", "-forced_idr", "1", "-adaptive_i", "0", "-b_strategy", "0"),
  H264_VAAPI(Form.NOTHING, "-c:v", "h264_vaapi"),
  H264_V4L2(Form.NOTHING, "-c:v", "h264_v4l2m2m"),
  /** Before the input: the renderer of that number. */
  VAAPI_RENDERER(Form.SUFFIX, "-vaapi_device", "/dev/dri/renderD"),
  /** Each key frame brings its own description, so that pieces of two encoders can be joined. */
  DESCRIBED_PICTURES(Form.NOTHING, "-bsf:v", "dump_extra=freq=keyframe"),
  JPEG(Form.NOTHING, "-c:v", "mjpeg"),
  WEBP(Form.NOTHING, "-c:v", "libwebp"),
  PNG(Form.NOTHING, "-c:v", "png"),
  RAW_PICTURES(Form.NOTHING, "-c:v", "rawvideo"),
  AAC(Form.NOTHING, "-c:a", "aac", "-aac_coder", "fast"),
  FLAC(Form.NOTHING, "-c:a", "flac"),

  PRESET_ULTRAFAST(Form.NOTHING, "-preset", "ultrafast"),
  PRESET_SUPERFAST(Form.NOTHING, "-preset", "superfast"),
  PRESET_VERYFAST(Form.NOTHING, "-preset", "veryfast"),
  PRESET_FASTER(Form.NOTHING, "-preset", "faster"),
  PRESET_MEDIUM(Form.NOTHING, "-preset", "medium"),
  /**
   * x264 looks at no picture before its turn, and looks less closely; nothing of that is told in
   * the description of the stream, so what it makes can be joined with the rest.
   */
  AT_ONCE(Form.NOTHING, "-x264-params", "rc-lookahead=0:mbtree=0:me=dia:analyse=i4x4,i8x8"),
  /**
   * The same, by whole pixels and with nothing weighed, which saves another quarter of the time.
   */
  AT_ONCE_BY_PIXELS(
      Form.NOTHING,
      "-x264-params",
      "rc-lookahead=0:mbtree=0:me=dia:subme=0:analyse=i8x8:aq-mode=0:b-adapt=0"),
  PROFILE_HIGH(Form.NOTHING, "-profile:v", "high"),
  /** Bits per second. */
  VIDEO_BITRATE(Form.NUMBER, "-b:v"),
  VIDEO_PEAK(Form.NUMBER, "-maxrate:v"),
  VIDEO_BUFFER(Form.NUMBER, "-bufsize:v"),
  AUDIO_BITRATE(Form.NUMBER, "-b:a"),
  /** The quality of x264: lower is better, six more halve the bits. */
  VIDEO_QUALITY(Form.NUMBER, "-crf:v"),
  /** From 2, the best, to 31. */
  JPEG_QUALITY(Form.NUMBER, "-q:v"),
  REORDERED_PICTURES(Form.NUMBER, "-bf:v"),
  KEY_INTERVAL(Form.NUMBER, "-g:v"),
  /** Key frames nowhere but where they are asked for, and all that are asked for IDR pictures. */
  NO_SCENE_CUTS(Form.NOTHING, "-sc_threshold:v", "0", "-forced-idr", "1"),
  /** The next picture at or after each of the times becomes a key frame. */
  KEY_FRAMES_AT(Form.TIMES, "-force_key_frames:v"),
  /** As many pictures as the file has, each at its own time. */
  EVERY_PICTURE(Form.NOTHING, "-fps_mode:v", "passthrough"),
  /** The encoder counts time in ticks of the file; the first is the word of ffmpeg 7 and later. */
  TICKS_OF_FILE(Form.NOTHING, "-enc_time_base:v", "demux"),
  TICKS_OF_FILE_BEFORE_7(Form.NOTHING, "-enc_time_base:v", "-1"),
  /** The encoder counts time in the ticks of transport streams. */
  TICKS_OF_90_KHZ(Form.NOTHING, "-enc_time_base:v", "1:90000"),
  /** Ten times the level of H.264. */
  LEVEL(Form.NUMBER, "-level:v"),
  PICTURES(Form.NUMBER, "-frames:v"),
  CHANNELS(Form.NUMBER, "-ac"),
  SAMPLE_RATE(Form.NUMBER, "-ar"),
  VIDEO_TIMESCALE(Form.NUMBER, "-video_track_timescale"),
  /** Adds to all times of the output. */
  LATER(Form.SECONDS, "-output_ts_offset"),
  AS_TIMED(Form.NOTHING, "-avoid_negative_ts", "disabled"),
  /** Writes what it has at once, a packet at a time. */
  NO_DELAY(Form.NOTHING, "-flush_packets", "1", "-muxdelay", "0"),

  /** Fragmented MP4, a fragment from each key frame to the next. */
  FRAGMENTS_BY_KEY(
      Form.NOTHING,
      "-movflags",
      "frag_keyframe+empty_moov+default_base_moof+frag_discont+negative_cts_offsets+skip_trailer",
      "-f",
      "mp4"),
  /** Fragmented MP4, fragments of so many microseconds. */
  FRAGMENTS_BY_TIME(
      Form.NUMBER,
      "-movflags",
      "empty_moov+default_base_moof+frag_discont+negative_cts_offsets+skip_trailer",
      "-f",
      "mp4",
      "-frag_duration"),
  /**
   * Fragmented MP4 of what is copied, whose beginning waits until it is known what comes. Without
   * negative offsets of composition: where ffmpeg reads those in fragments, it adds the largest of
   * them to all times, and with them to none of the sound's.
   */
  FRAGMENTS_OF_COPY(
      Form.NOTHING,
      "-movflags",
      "frag_keyframe+delay_moov+default_base_moof+skip_trailer",
      "-f",
      "mp4"),
  /** The same without a picture, in fragments of so many microseconds. */
  FRAGMENTS_OF_COPY_BY_TIME(
      Form.NUMBER,
      "-movflags",
      "delay_moov+default_base_moof+skip_trailer",
      "-f",
      "mp4",
      "-frag_duration"),
  /** What the writer of MP4 itself calls experimental: FLAC in it, in versions before 6. */
  EXPERIMENTAL(Form.NOTHING, "-strict", "-2"),
  /** The sound of that place loses the headers that AAC has in streams. */
  BARE_AAC(Form.STREAM, "-bsf:a:", "aac_adtstoasc"),
  /** MPEG-4 pictures of which AVI holds two in one. */
  UNPACK_PICTURES(Form.NOTHING, "-bsf:v", "mpeg4_unpack_bframes"),
  /** One picture after the other. */
  PICTURE_STREAM(Form.NOTHING, "-f", "image2pipe"),
  RAW_STREAM(Form.NOTHING, "-f", "rawvideo"),
  /** Nothing is written; what was read counts. */
  NOWHERE(Form.NOTHING, "-f", "null");

  private enum Form {
    NOTHING,
    NUMBER,
    SUFFIX,
    STREAM,
    SECONDS,
    TIMES
  }

  private final Form form;

  /** Separated by blanks, which none of them holds. */
  private final String words;

  Option(Form form, String... words) {
    this.form = form;
    this.words = String.join(" ", words);
  }

  void write(List<String> arguments) {
    require(Form.NOTHING);
    arguments.addAll(words());
  }

  void write(List<String> arguments, long value) {
    switch (form) {
      case NUMBER -> {
        arguments.addAll(words());
        arguments.add(Long.toString(value));
      }
      case SECONDS -> {
        arguments.addAll(words());
        arguments.add(seconds(value));
      }
      case SUFFIX -> {
        arguments.addAll(words());
        arguments.addLast(arguments.removeLast() + value);
      }
      case STREAM -> {
        arguments.add(words().getFirst() + value);
        arguments.addAll(words().subList(1, words().size()));
      }
      case NOTHING, TIMES -> throw new IllegalArgumentException(this + " takes no one number");
    }
  }

  void write(List<String> arguments, long[] timesUs) {
    require(Form.TIMES);
    StringBuilder list = new StringBuilder(12 * timesUs.length);
    for (long time : timesUs) {
      list.append(list.isEmpty() ? "" : ",").append(seconds(time));
    }
    arguments.addAll(words());
    arguments.add(list.toString());
  }

  private List<String> words() {
    return List.of(words.split(" ", -1));
  }

  private void require(Form wanted) {
    if (form != wanted) {
      throw new IllegalArgumentException(this + " is not written like that");
    }
  }

  /** Microseconds as seconds with six decimals. */
  static String seconds(long us) {
    return String.format(
        Locale.ROOT,
        "%s%d.%06d",
        us < 0 ? "-" : "",
        Math.abs(us) / 1_000_000,
        Math.abs(us) % 1_000_000);
  }
}
