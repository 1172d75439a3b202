package medianest.loadtest.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Sees the bytes of a body as they come; may hold them up, as a slow line does. */
@FunctionalInterface
public interface BodySink {

  /** Takes no notice. */
  BodySink NOTHING = bytes -> {};

  void take(ByteBuffer bytes) throws IOException;

  /**
   * Whether what stands in the bytes matters to it. Where it does not, all connections read into
   * one buffer, so that what is taken is soon another's.
   */
  default boolean looks() {
    return false;
  }

  /** How many bytes may be read at a time. */
  default int step() {
    return Integer.MAX_VALUE;
  }
}
