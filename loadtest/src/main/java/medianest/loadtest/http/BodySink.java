package medianest.loadtest.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Sees the bytes of a body as they come; may hold them up, as a slow line does. */
@FunctionalInterface
public interface BodySink {

  /** Takes no notice. */
  BodySink NOTHING = bytes -> {};

  void take(ByteBuffer bytes) throws IOException;

  /** How many bytes may be read at a time. */
  default int step() {
    return Integer.MAX_VALUE;
  }
}
