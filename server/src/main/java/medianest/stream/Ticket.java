package medianest.stream;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The right to stream one version of one item, for as long as a session lives and no longer than
 * until it expires.
 *
 * @param version of the file
 * @param tracks numbers of those that may be seen
 */
record Ticket(
    String sessionId, String itemId, String version, Set<Integer> tracks, Instant expiresAt) {

  private static final byte FORM = 1;

  /** More tracks than any file has; a ticket stays short. */
  private static final int MOST_TRACKS = 512;

  Ticket {
    tracks = Set.copyOf(tracks);
  }

  /** The content of a ticket, to be signed. */
  byte[] toBytes() {
    BitSet set = new BitSet();
    tracks.stream().filter(t -> t < MOST_TRACKS).forEach(set::set);
    byte[] bits = set.toByteArray();
    byte[] session = sessionId.getBytes(StandardCharsets.UTF_8);
    byte[] item = itemId.getBytes(StandardCharsets.UTF_8);
    byte[] file = version.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(9 + 4 + bits.length + session.length + item.length + file.length);
    out.put(FORM).putLong(expiresAt.getEpochSecond());
    put(out, session);
    put(out, item);
    put(out, file);
    put(out, bits);
    return out.array();
  }

  /** Empty for bytes that are no ticket of this form. */
  static Optional<Ticket> fromBytes(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.get() != FORM) {
        return Optional.empty();
      }
      Instant expiresAt = Instant.ofEpochSecond(in.getLong());
      String session = text(in);
      String item = text(in);
      String file = text(in);
      BitSet set = BitSet.valueOf(take(in));
      Set<Integer> tracks = set.stream().boxed().collect(Collectors.toSet());
      return Optional.of(new Ticket(session, item, file, tracks, expiresAt));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static void put(ByteBuffer out, byte[] bytes) {
    if (bytes.length > 255) {
      throw new IllegalArgumentException("an identifier of " + bytes.length + " bytes");
    }
    out.put((byte) bytes.length).put(bytes);
  }

  private static byte[] take(ByteBuffer in) {
    byte[] bytes = new byte[in.get() & 0xff];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(take(in), StandardCharsets.UTF_8);
  }
}
