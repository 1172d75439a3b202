package medianest.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with hashes written as PHC strings: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param memoryKib memory for one hash
 * @param iterations passes over it
 */
record Argon2(int memoryKib, int iterations) {

  /** OWASP's first choice where memory counts: 19 MiB, two passes, one lane. */
  static final Argon2 DEFAULT = new Argon2(19 * 1024, 2);

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  String hash(String password) {
    byte[] salt = random(SALT_BYTES);
    return phc(salt, derive(password, salt, HASH_BYTES));
  }

  /** A hash that no password has, for taking as long over an unknown name as over a known one. */
  String hashOfNothing() {
    return phc(random(SALT_BYTES), random(HASH_BYTES));
  }

  /** Whether the hash was made with other parameters than these. */
  boolean outdated(String phc) {
    return !phc.startsWith(prefix());
  }

  static boolean matches(String password, String phc) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalStateException("a stored password hash cannot be read");
    }
    Argon2 parameters =
        new Argon2(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] expected = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(expected, parameters.derive(password, salt, expected.length));
  }

  private String phc(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return prefix() + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
  }

  private String prefix() {
    return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=1$";
  }

  private byte[] derive(String password, byte[] salt, int length) {
    return HashThreads.run(() -> deriveHere(password, salt, length));
  }

  private byte[] deriveHere(String password, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(1)
            .withSalt(salt)
            .withBlockPool(HashThreads.memory())
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
