package medianest.cache;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes of one installation keep what they loaded for each other, and tell each other
 * what is no longer so. It may fail at any time, and then answers as if it were empty.
 */
public interface SecondLevel extends AutoCloseable {

  /** For a node that is alone. */
  SecondLevel NONE =
      new SecondLevel() {
        @Override
        public Found find(String key, Set<String> tags) {
          return Found.NOTHING;
        }

        @Override
        public void keep(String key, byte[] value, String stamp, Duration timeToLive) {}

        @Override
        public void dropTag(String tag) {}

        @Override
        public void onDrop(Consumer<@Nullable String> listener) {}

        @Override
        public boolean answers() {
          return false;
        }

        @Override
        public void close() {}
      };

  /** What a look-up came to. */
  final class Found {
    static final Found NOTHING = new Found(null, null);

    private final byte @Nullable [] value;
    private final @Nullable String stamp;

    Found(byte @Nullable [] value, @Nullable String stamp) {
      this.value = value;
      this.stamp = stamp;
    }

    /** Null where there is none. */
    byte @Nullable [] value() {
      return value;
    }

    /** What the tags stood at then; null where a value must not be kept. */
    @Nullable String stamp() {
      return stamp;
    }
  }

  /** The value, unless one of its tags was dropped since it was kept. */
  Found find(String key, Set<String> tags);

  /**
   * Keeps a value for all nodes.
   *
   * @param stamp of the look-up before the value was loaded: whatever was dropped since makes the
   *     value void
   */
  void keep(String key, byte[] value, String stamp, Duration timeToLive);

  /** Makes void whatever carries the tag, on all nodes. */
  void dropTag(String tag);

  /** Who is told of tags that other nodes dropped; null for all, after messages may be lost. */
  void onDrop(Consumer<@Nullable String> listener);

  /** Whether it is in use at present. */
  boolean answers();

  @Override
  void close();
}
