package medianest.media.codec;

/** What a track is for. */
public enum MediaKind {
  VIDEO,
  AUDIO,
  TEXT,
  OTHER
}
