package medianest.stream;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import medianest.playback.Streams.Offer;

/**
 * The right to stream one version of one item, for as long as a session lives and no longer than
 * until it expires.
 *
 * @param version of the file
 * @param offer what of it may be seen
 */
record Ticket(String sessionId, String itemId, String version, Offer offer, Instant expiresAt) {

  private static final byte FORM = 3;

  /** In place of the number of a track. */
  private static final Integer NONE = -1;

  /** More tracks than any file has; a ticket stays short. */
  private static final int MOST_TRACKS = 512;

  /** The content of a ticket, to be signed. */
  byte[] toBytes() {
    byte[] asTheyAre = bits(offer.tracks());
    byte[] encoded = bits(offer.encoded());
    byte[] session = sessionId.getBytes(StandardCharsets.UTF_8);
    byte[] item = itemId.getBytes(StandardCharsets.UTF_8);
    byte[] file = version.getBytes(StandardCharsets.UTF_8);
    int lengths = asTheyAre.length + encoded.length + session.length + item.length + file.length;
    ByteBuffer out = ByteBuffer.allocate(20 + 5 + lengths);
    out.put(FORM).putLong(expiresAt.getEpochSecond()).putLong(offer.mostBitrate());
    out.put((byte) Math.min(offer.channels(), Byte.MAX_VALUE));
    out.putShort(offer.drawn().filter(t -> t < MOST_TRACKS).orElse(NONE).shortValue());
    put(out, session);
    put(out, item);
    put(out, file);
    put(out, asTheyAre);
    put(out, encoded);
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
      long mostBitrate = in.getLong();
      int channels = in.get();
      Optional<Integer> drawn = Optional.of((int) in.getShort()).filter(t -> t >= 0);
      String session = text(in);
      String item = text(in);
      String file = text(in);
      Offer offer = new Offer(numbers(take(in)), numbers(take(in)), mostBitrate, channels, drawn);
      return Optional.of(new Ticket(session, item, file, offer, expiresAt));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static byte[] bits(Set<Integer> tracks) {
    BitSet set = new BitSet();
    tracks.stream().filter(t -> t < MOST_TRACKS).forEach(set::set);
    return set.toByteArray();
  }

  private static Set<Integer> numbers(byte[] bits) {
    return BitSet.valueOf(bits).stream().boxed().collect(Collectors.toSet());
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
