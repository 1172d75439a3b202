package medianest.media.track;

/** The kinds of files whose content can be told apart. */
public enum Container {
  MP4("MP4", "video/mp4", true),
  QUICKTIME("QuickTime", "video/quicktime", true),
  MATROSKA("Matroska", "video/x-matroska", true),
  WEBM("WebM", "video/webm", true),
  MPEG_TS("MPEG transport stream", "video/mp2t", false),
  MPEG_PS("MPEG program stream", "video/mpeg", false),
  AVI("AVI", "video/x-msvideo", false),
  FLV("Flash Video", "video/x-flv", false),
  ASF("Windows Media", "video/x-ms-asf", false),
  OGG("Ogg", "application/ogg", false),
  WAV("WAV", "audio/wav", false),
  FLAC("FLAC", "audio/flac", false),
  MP3("MP3", "audio/mpeg", false),
  ADTS("AAC", "audio/aac", false);

  private final String title;
  private final String mimeType;
  private final boolean indexed;

  Container(String title, String mimeType, boolean indexed) {
    this.title = title;
    this.mimeType = mimeType;
    this.indexed = indexed;
  }

  public String title() {
    return title;
  }

  public String mimeType() {
    return mimeType;
  }

  /** Whether this program reads its tracks itself. */
  public boolean indexed() {
    return indexed;
  }
}
