package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs tickets with HMAC-SHA-256 under a secret of this installation, so that the purpose and
 * every field of a ticket are ours.
 */
final class TicketSeal {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "medianest stream ticket".getBytes(StandardCharsets.UTF_8);
  private static final int SECRET_BYTES = 32;
  private static final int SIGNATURE_BYTES = 32;

  /** A ticket of the longest identifiers, in base64. */
  private static final int LONGEST = 2048;

  private final SecretKeySpec secret;

  private TicketSeal(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** With the secret in the file, which is made where it does not exist, for its owner alone. */
  static TicketSeal of(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    byte[] secret = Files.readAllBytes(file);
    if (secret.length != SECRET_BYTES) {
      throw new IOException(
          "The secret in "
              + file
              + " is damaged. Remove the file; a new one is made at the start.");
    }
    return new TicketSeal(secret);
  }

  String seal(Ticket ticket) {
    byte[] content = ticket.toBytes();
    byte[] signature = sign(content);
    byte[] whole = Arrays.copyOf(content, content.length + signature.length);
    System.arraycopy(signature, 0, whole, content.length, signature.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Empty for what this installation has not sealed. */
  Optional<Ticket> open(String sealed) {
    if (sealed.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(sealed);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (whole.length <= SIGNATURE_BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(whole, whole.length - SIGNATURE_BYTES);
    byte[] signature = Arrays.copyOfRange(whole, content.length, whole.length);
    // In constant time, so that the signature cannot be found byte by byte.
    return MessageDigest.isEqual(signature, sign(content))
        ? Ticket.fromBytes(content)
        : Optional.empty();
  }

  private byte[] sign(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(PURPOSE);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Written whole or not at all, also when several nodes start at once. */
  private static void create(Path file) throws IOException {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    Path fresh =
        file.resolveSibling(
            file.getFileName() + "." + Long.toHexString(new SecureRandom().nextLong()));
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      out.write(ByteBuffer.wrap(secret));
      out.force(true);
    }
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another node was faster, and its secret counts.
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.delete(fresh);
  }
}
