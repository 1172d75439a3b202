package medianest.http;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Our settings in the terms of Vert.x. */
final class ListenOptions {

  private static final int MAX_LINE_BYTES = 8 << 10;
  private static final int CHUNK_BYTES = 64 << 10;

  private ListenOptions() {}

  static VertxOptions vertx(HttpConfig config) {
    return new VertxOptions()
        .setPreferNativeTransport(false)
        .setEventLoopPoolSize(eventLoops(config))
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  static int eventLoops(HttpConfig config) {
    return config.eventLoops() == 0
        ? Runtime.getRuntime().availableProcessors()
        : config.eventLoops();
  }

  /** A free port must be one that the event loops can share. */
  static SocketAddress address(HttpConfig config) {
    return config.port() == 0
        ? SocketAddress.sharedRandomPort(1, config.host())
        : SocketAddress.inetSocketAddress(config.port(), config.host());
  }

  static HttpServerOptions server(HttpConfig config) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setAcceptBacklog(1024)
            // In clear text it would hide a connection from the guard until its first request is
            // whole.
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(false)
            .setDecompressionSupported(false)
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(config.maxHeaderBytes())
            .setMaxChunkSize(CHUNK_BYTES)
            // There are no web sockets here, but what would compress them is on each request's way.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false);
    if (config.tls().certificate() != null && config.tls().key() != null) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(config.tls().certificate().toString())
                  .setKeyPath(config.tls().key().toString()));
    }
    return options;
  }

  /** Says early, and in words, what Vert.x would wrap in three exceptions. */
  static void checkKeys(HttpConfig config) throws IOException {
    for (Path file : Arrays.asList(config.tls().certificate(), config.tls().key())) {
      if (file != null && !Files.isReadable(file)) {
        throw new IOException("The file " + file + " for TLS cannot be read.");
      }
    }
  }
}
