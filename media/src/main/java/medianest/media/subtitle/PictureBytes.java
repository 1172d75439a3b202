package medianest.media.subtitle;

import medianest.media.io.RefusedMedia;

/** What is read of a file of pictures for one window, which is bounded. */
final class PictureBytes {

  /** A film's own are some hundred kilobytes a minute. */
  private static final int MOST = 32 << 20;

  private long together;

  void add(long length) throws RefusedMedia {
    together += length;
    if (together > MOST) {
      throw new RefusedMedia("The pictures of the subtitle file are larger than any real ones.");
    }
  }
}
