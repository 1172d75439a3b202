package medianest.media.fmp4;

/** A piece of the original file. */
public record FileSpan(long offset, long length) {

  public FileSpan {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(length + " bytes at " + offset);
    }
  }

  long end() {
    return offset + length;
  }
}
