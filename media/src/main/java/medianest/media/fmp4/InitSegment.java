package medianest.media.fmp4;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.MissingResourceException;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;

/**
 * The initialization segment of one track: everything about it but its samples (ISO/IEC 14496-12
 * 8.8.1, ISO/IEC 23000-19 7.3.1).
 */
final class InitSegment {

  /** Every rendition has one track, and this is its number. */
  static final int TRACK_ID = 1;

  /** Enabled, in the movie, in the preview (8.3.2). */
  private static final int TKHD_FLAGS = 7;

  private static final int MOVIE_TIMESCALE = 1000;
  private static final long ONE = 0x10000;
  private static final long MATRIX_LAST = 0x40000000;

  private final Track track;
  private final BoxWriter out = new BoxWriter(1024);

  private InitSegment(Track track) {
    this.track = track;
  }

  static ByteBuffer of(Track track) throws UnsupportedMedia {
    InitSegment segment = new InitSegment(track);
    segment.fileType();
    segment.movie();
    return segment.out.toBuffer();
  }

  /**
   * How far the track's own timeline lies behind the movie's: sound whose first samples only wind
   * the decoder up begins before the movie, and decode times have no sign.
   */
  static long priming(Track track) {
    return Math.max(0, -track.startTime());
  }

  private void fileType() {
    int ftyp = out.begin("ftyp");
    out.fourCc("iso6").u32(0).fourCc("iso6").fourCc("cmfc").fourCc("mp41");
    switch (track.format().codec()) {
      case AV1 -> out.fourCc("av01");
      case OPUS -> out.fourCc("Opus");
      default -> {}
    }
    out.end(ftyp);
  }

  private void movie() throws UnsupportedMedia {
    int moov = out.begin("moov");
    int mvhd = out.begin("mvhd", 0, 0);
    out.zeros(8).u32(MOVIE_TIMESCALE).u32(0);
    out.u32(ONE).u16(0x100).zeros(10);
    matrix(Rotation.NONE, 0, 0);
    out.zeros(24).u32(TRACK_ID + 1).end(mvhd);
    int trak = out.begin("trak");
    trackHeader();
    editList();
    media();
    out.end(trak);
    int mvex = out.begin("mvex");
    int trex = out.begin("trex", 0, 0);
    out.u32(TRACK_ID).u32(1).zeros(12).end(trex);
    out.end(mvex);
    out.end(moov);
  }

  private void trackHeader() {
    int tkhd = out.begin("tkhd", 0, TKHD_FLAGS);
    out.zeros(8).u32(TRACK_ID).zeros(4).u32(0).zeros(8);
    out.u16(0).u16(0);
    if (track.format() instanceof SampleFormat.Video video) {
      // The size is the one before the matrix turns the picture (8.3.2).
      boolean swap = video.rotation().swapsSides();
      int width = swap ? video.displayHeight() : video.displayWidth();
      int height = swap ? video.displayWidth() : video.displayHeight();
      out.u16(0).u16(0);
      matrix(video.rotation(), width, height);
      out.u32(width * ONE).u32(height * ONE);
    } else {
      out.u16(0x100).u16(0);
      matrix(Rotation.NONE, 0, 0);
      out.zeros(8);
    }
    out.end(tkhd);
  }

  /**
   * The matrix (6.2.2, 8.3.2) maps a point by x' = ax + cy + tx, y' = bx + dy + ty; the translation
   * brings the turned picture back to where it was.
   */
  private void matrix(Rotation rotation, int width, int height) {
    int cos = rotation.degrees() == 0 ? 1 : rotation.degrees() == 180 ? -1 : 0;
    int sin = rotation.degrees() == 90 ? 1 : rotation.degrees() == 270 ? -1 : 0;
    int mirror = rotation.mirrored() ? -1 : 1;
    int a = mirror * cos;
    int b = mirror * sin;
    int c = -sin;
    int d = cos;
    int tx = -(Math.min(0, a * width) + Math.min(0, c * height));
    int ty = -(Math.min(0, b * width) + Math.min(0, d * height));
    out.u32(a * ONE).u32(b * ONE).u32(0);
    out.u32(c * ONE).u32(d * ONE).u32(0);
    out.u32(tx * ONE).u32(ty * ONE).u32(MATRIX_LAST);
  }

  /** One edit without a duration, which players of fragments have to follow (8.6.6). */
  private void editList() {
    long priming = priming(track);
    if (priming == 0) {
      return;
    }
    int edts = out.begin("edts");
    int elst = out.begin("elst", 1, 0);
    out.u32(1).u64(0).u64(priming).u32(ONE);
    out.end(elst);
    out.end(edts);
  }

  private void media() throws UnsupportedMedia {
    int mdia = out.begin("mdia");
    int mdhd = out.begin("mdhd", 0, 0);
    out.zeros(8).u32(track.timescale()).u32(0).u16(packedLanguage(track.language())).u16(0);
    out.end(mdhd);
    boolean picture = track.format() instanceof SampleFormat.Video;
    int hdlr = out.begin("hdlr", 0, 0);
    out.u32(0).fourCc(picture ? "vide" : "soun").zeros(12).u8(0);
    out.end(hdlr);
    int minf = out.begin("minf");
    if (picture) {
      int vmhd = out.begin("vmhd", 0, 1);
      out.zeros(8).end(vmhd);
    } else {
      int smhd = out.begin("smhd", 0, 0);
      out.zeros(4).end(smhd);
    }
    dataInformation();
    sampleTable();
    out.end(minf);
    out.end(mdia);
  }

  /** All samples are in this same stream (8.7.2). */
  private void dataInformation() {
    int dinf = out.begin("dinf");
    int dref = out.begin("dref", 0, 0);
    out.u32(1);
    int url = out.begin("url ", 0, 1);
    out.end(url);
    out.end(dref);
    out.end(dinf);
  }

  private void sampleTable() throws UnsupportedMedia {
    int stbl = out.begin("stbl");
    int stsd = out.begin("stsd", 0, 0);
    out.u32(1);
    new SampleEntry(out).write(track.format());
    out.end(stsd);
    emptyTable("stts", 4);
    emptyTable("stsc", 4);
    emptyTable("stsz", 8);
    emptyTable("stco", 4);
    out.end(stbl);
  }

  private void emptyTable(String type, int content) {
    int box = out.begin(type, 0, 0);
    out.zeros(content).end(box);
  }

  /** Three letters of ISO 639-2 in five bits each (8.4.2). */
  private static int packedLanguage(String tag) {
    String letters;
    try {
      letters = Locale.forLanguageTag(tag).getISO3Language();
    } catch (MissingResourceException e) {
      letters = "";
    }
    if (!letters.matches("[a-z]{3}")) {
      letters = "und";
    }
    int packed = 0;
    for (int i = 0; i < 3; i++) {
      packed = (packed << 5) + letters.charAt(i) - 0x60;
    }
    return packed;
  }
}
