package medianest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost, made by the JDK's keytool, and a client that trusts it. */
final class TestKeys {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Path FOLDER = made();

  private TestKeys() {}

  static HttpConfig tls(HttpConfig c) {
    return new HttpConfig(
        c.host(),
        c.port(),
        new HttpConfig.Tls(FOLDER.resolve("cert.pem"), FOLDER.resolve("key.pem")),
        c.trustedProxies(),
        c.eventLoops(),
        c.keepAlive(),
        c.requestTimeout(),
        c.headerTimeout(),
        c.bodyTimeout(),
        c.minBytesPerSecond(),
        c.slowReaderAfter(),
        c.maxConnections(),
        c.maxConnectionsPerAddress(),
        c.maxRequests(),
        c.maxHeaderBytes(),
        c.maxJsonBytes(),
        c.compressFromBytes());
  }

  static HttpClient client() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("k", load(FOLDER).getCertificate("k"));
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).sslContext(context).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path made() {
    try {
      Path folder = Files.createTempDirectory("medianest-keys");
      folder.toFile().deleteOnExit();
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "k",
                  "-keyalg",
                  "EC",
                  "-validity",
                  "2",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost,ip:127.0.0.1",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  new String(PASSWORD),
                  "-keystore",
                  folder.resolve("keys.p12").toString())
              .inheritIO()
              .start();
      if (keytool.waitFor() != 0) {
        throw new AssertionError("keytool failed");
      }
      folder.resolve("keys.p12").toFile().deleteOnExit();
      KeyStore store = load(folder);
      pem(folder.resolve("key.pem"), "PRIVATE KEY", store.getKey("k", PASSWORD).getEncoded());
      pem(folder.resolve("cert.pem"), "CERTIFICATE", store.getCertificate("k").getEncoded());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore load(Path folder) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void pem(Path file, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    file.toFile().deleteOnExit();
  }
}
