package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import medianest.alerts.AlertsConfig;
import medianest.alerts.MailConfig;
import medianest.cache.CacheConfig;
import medianest.config.Settings;
import medianest.db.DatabaseConfig;
import medianest.diagnostics.MetricsConfig;
import medianest.ffmpeg.FfmpegConfig;
import medianest.http.HttpConfig;
import medianest.library.LibraryConfig;
import medianest.log.LogConfig;
import medianest.metadata.MetadataConfig;
import medianest.stream.StreamConfig;
import medianest.transcode.TranscodeConfig;
import medianest.upload.UploadConfig;
import medianest.users.UsersConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample at the root is true, and every key of it is read. */
class MediaNestConfigTest {

  private @TempDir Path folder;

  @Test
  void theSampleHoldsEveryKeyWithItsDefault() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("medianest.yml"))) {
      root = root.resolve("..").normalize();
    }
    Settings settings = Settings.of(root.resolve("medianest.yml"), Map.of());
    assertThat(MediaNestConfig.read(settings, root)).isEqualTo(MediaNestConfig.defaults(root));
    settings.refuseUnknown();
    assertThat(settings.unset()).isEmpty();
  }

  @Test
  void everyKeyIsRead() throws Exception {
    Path file = Files.writeString(folder.resolve("all.yml"), ALL);
    Settings settings = Settings.of(file, Map.of());
    MediaNestConfig read = MediaNestConfig.read(settings, folder);
    settings.refuseUnknown();
    assertThat(settings.unset()).isEmpty();
    assertThat(read)
        .isEqualTo(
            new MediaNestConfig(
                folder.resolve("d"),
                List.of(Path.of("/m/a"), folder.resolve("b")),
                http(),
                new DatabaseConfig(
                    "jdbc:postgresql://h/m",
                    "u",
                    "p",
                    1,
                    9,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4)),
                new CacheConfig("redis://h:1", Duration.ofMillis(5)),
                new UsersConfig(Duration.ofDays(1), Duration.ofDays(2), 3, Duration.ofSeconds(4)),
                new LibraryConfig(3, false, Duration.ofSeconds(7), Duration.ofSeconds(8)),
                new MetadataConfig("k", "de-DE", "http://t/3", "http://p"),
                new StreamConfig(Duration.ofHours(1), 1 << 20, 2 << 20, 5, true),
                new FfmpegConfig("/opt/ffmpeg", 3, 4L << 30),
                new TranscodeConfig(
                    5, TranscodeConfig.Preset.FASTER, TranscodeConfig.Chips.OFF, 1L << 30, "/t"),
                new UploadConfig("/up", 1 << 30, 1 << 20),
                new MetricsConfig(
                    MetricsConfig.Access.PUBLIC, false, "http://c:4318", false, false),
                new AlertsConfig(
                    List.of("http://h/hook"),
                    new MailConfig(
                        List.of("a@h"), "b@h", "h", 25, MailConfig.Security.TLS, "u", "p")),
                new LogConfig(LogConfig.Level.DEBUG, LogConfig.Format.JSON, true)));
  }

  private HttpConfig http() {
    return new HttpConfig(
        "127.0.0.1",
        81,
        new HttpConfig.Tls(folder.resolve("c.pem"), folder.resolve("k.pem")),
        List.of("10.0.0.0/8", "::1"),
        3,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofSeconds(4),
        5,
        Duration.ofSeconds(6),
        7,
        8,
        9,
        4 << 10,
        2 << 20,
        0);
  }

  private static final String ALL =
      """
      data: d
      libraries: [/m/a, b]
      http:
        host: 127.0.0.1
        port: 81
        tls: {certificate: c.pem, key: k.pem}
        trustedProxies: [10.0.0.0/8, "::1"]
        eventLoops: 3
        keepAlive: 1s
        requestTimeout: 2s
        headerTimeout: 3s
        bodyTimeout: 4s
        minBytesPerSecond: 5
        slowReaderAfter: 6s
        maxConnections: 7
        maxConnectionsPerAddress: 8
        maxRequests: 9
        maxHeaderBytes: 4 KB
        maxJsonBytes: 2 MB
        compressFromBytes: 0
      database:
        url: jdbc:postgresql://h/m
        username: u
        password: p
        poolMin: 1
        poolMax: 9
        acquireTimeout: 1s
        idleTimeout: 2s
        statementTimeout: 3s
        socketTimeout: 4s
      cache: {url: "redis://h:1", timeout: 5ms}
      users: {sessionIdle: 1d, sessionAge: 2d, hashesAtOnce: 3, hashPatience: 4s}
      library: {scanThreads: 3, watch: false, pollEvery: 7s, settleAfter: 8s}
      metadata: {tmdbKey: k, language: de-DE, tmdbAddress: "http://t/3", pictureAddress: "http://p"}
      stream: {ticketLifetime: 1h, indexCacheBytes: 1 MB, segmentCacheBytes: 2 MB, mostViewers: 5, holdToCapacity: true}
      ffmpeg: {program: /opt/ffmpeg, threads: 3, maxMemoryBytes: 4 GB}
      transcode: {runs: 5, preset: faster, hardware: off, cacheBytes: 1 GB, folder: /t}
      upload: {folder: /up, maxBytes: 1 GB, reserveBytes: 1 MB}
      metrics: {access: public, measure: false, otlpEndpoint: "http://c:4318", nativeProfiler: false, flightRecorder: false}
      alerts:
        webhooks: ["http://h/hook"]
        mail: {to: ["a@h"], from: b@h, host: h, port: 25, security: tls, user: u, password: p}
      log: {level: debug, format: json, requests: true}
      """;
}
