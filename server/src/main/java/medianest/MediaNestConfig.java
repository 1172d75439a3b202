package medianest;

import java.nio.file.Path;
import java.util.List;
import medianest.alerts.AlertsConfig;
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

/**
 * Every setting there is, each section as the record of the package that it belongs to.
 *
 * @param data the folder of the database and of all that the server makes
 * @param libraries folders that are added and scanned at the start
 */
record MediaNestConfig(
    Path data,
    List<Path> libraries,
    HttpConfig http,
    DatabaseConfig database,
    CacheConfig cache,
    UsersConfig users,
    LibraryConfig library,
    MetadataConfig metadata,
    StreamConfig stream,
    FfmpegConfig ffmpeg,
    TranscodeConfig transcode,
    UploadConfig upload,
    MetricsConfig metrics,
    AlertsConfig alerts,
    LogConfig log) {

  MediaNestConfig {
    libraries = List.copyOf(libraries);
  }

  /** The settings of the command line, the environment and the file, over the defaults. */
  static MediaNestConfig read(Settings settings, Path home) {
    MediaNestConfig usual = defaults(home);
    Folders folders = settings.read("", new Folders(usual.data, usual.libraries));
    return new MediaNestConfig(
        folders.data,
        folders.libraries,
        settings.read("http", usual.http),
        settings.read("database", usual.database),
        settings.read("cache", usual.cache),
        settings.read("users", usual.users),
        settings.read("library", usual.library),
        settings.read("metadata", usual.metadata),
        settings.read("stream", usual.stream),
        settings.read("ffmpeg", usual.ffmpeg),
        settings.read("transcode", usual.transcode),
        settings.read("upload", usual.upload),
        settings.read("metrics", usual.metrics),
        settings.read("alerts", usual.alerts),
        settings.read("log", usual.log));
  }

  /** What is in no section. */
  private record Folders(Path data, List<Path> libraries) {}

  /**
   * What holds where nobody says otherwise.
   *
   * @param home where medianest.yml lies
   */
  static MediaNestConfig defaults(Path home) {
    return new MediaNestConfig(
        home.resolve(".medianest"),
        List.of(),
        HttpConfig.defaults(),
        DatabaseConfig.defaults(),
        CacheConfig.defaults(),
        UsersConfig.defaults(),
        LibraryConfig.defaults(),
        MetadataConfig.defaults(),
        StreamConfig.defaults(),
        FfmpegConfig.defaults(),
        TranscodeConfig.defaults(),
        UploadConfig.defaults(),
        MetricsConfig.defaults(),
        AlertsConfig.defaults(),
        LogConfig.defaults());
  }
}
