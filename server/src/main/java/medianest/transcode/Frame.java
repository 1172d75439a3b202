package medianest.transcode;

/**
 * A coded picture or frame of sound as the encoder wrote it.
 *
 * @param time of presentation, in ticks of the rendition
 * @param offset of its bytes in the buffer of its batch
 */
record Frame(long time, boolean key, Batch batch, int offset, int size) {

  Frame at(long otherTime) {
    return new Frame(otherTime, key, batch, offset, size);
  }
}
