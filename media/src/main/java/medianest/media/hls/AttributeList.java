package medianest.media.hls;

import java.util.StringJoiner;

/** The attributes of one tag (RFC 8216 4.2), in the order they are added. */
final class AttributeList {

  private final StringJoiner list;

  AttributeList(String tag) {
    this.list = new StringJoiner(",", tag + ":", "\n");
  }

  AttributeList plain(String name, Object value) {
    list.add(name + "=" + value);
    return this;
  }

  /**
   * A quoted string, which can hold neither a quotation mark nor a line break: those are dropped.
   */
  AttributeList quoted(String name, String value) {
    return plain(name, "\"" + value.replaceAll("[\"\\p{Cntrl}]", "") + "\"");
  }

  AttributeList yes(String name, boolean value) {
    return plain(name, value ? "YES" : "NO");
  }

  @Override
  public String toString() {
    return list.toString();
  }
}
