package medianest.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of the web build, each in the forms that the build made of it, read when first used.
 */
final class Page {

  private static final String FOLDER = "/medianest/web/";

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  /** A file and its compressed forms, where there are any. */
  record Asset(ByteBuffer plain, @Nullable ByteBuffer brotli, @Nullable ByteBuffer gzip) {}

  /** Null where the build has no such file. Names come from the address and are only looked up. */
  @Nullable Asset find(String name) {
    Asset known = assets.get(name);
    if (known != null) {
      return known;
    }
    ByteBuffer plain = read(name);
    if (plain == null) {
      return null;
    }
    Asset asset = new Asset(plain, read(name + ".br"), read(name + ".gz"));
    assets.put(name, asset);
    return asset;
  }

  private static @Nullable ByteBuffer read(String name) {
    try (InputStream in = Page.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : ByteBuffer.wrap(in.readAllBytes()).asReadOnlyBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
