package medianest;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import medianest.cache.CacheMetrics;
import medianest.cache.RedisLevel;
import medianest.cache.SecondLevel;
import medianest.db.Database;
import medianest.db.DatabaseHome;
import medianest.diagnostics.Component;
import medianest.events.EventHub;
import medianest.events.EventsApi;
import medianest.http.Authenticator;
import medianest.http.Caller;
import medianest.http.Routes;
import medianest.library.CollectionApi;
import medianest.library.CorrectionApi;
import medianest.library.ItemApi;
import medianest.library.ItemPages;
import medianest.library.Items;
import medianest.library.LetterApi;
import medianest.library.Libraries;
import medianest.library.LibraryApi;
import medianest.library.MediaReader;
import medianest.library.NewItems;
import medianest.library.PersonalListsApi;
import medianest.library.Scans;
import medianest.library.Watching;
import medianest.metadata.Metadata;
import medianest.metrics.QueryMetrics;
import medianest.playback.PlaybackApi;
import medianest.progress.PlaylistApi;
import medianest.progress.ProgressApi;
import medianest.stream.Streaming;
import medianest.stream.Tickets;
import medianest.subtitles.Subtitles;
import medianest.subtitles.SubtitlesApi;
import medianest.upload.UploadApi;
import medianest.upload.Uploads;
import medianest.users.Accounts;
import medianest.users.AccountsApi;
import medianest.users.AuthApi;
import medianest.users.Sessions;
import medianest.users.Setup;
import medianest.users.SignIns;
import org.jspecify.annotations.Nullable;

/** The features, connected with each other; all of them need the database. */
record Features(
    DatabaseHome home,
    Accounts accounts,
    Sessions sessions,
    Setup setup,
    AuthApi auth,
    EventHub events,
    Items items,
    PersonalListsApi answers,
    Scans scans,
    Libraries libraries,
    Uploads uploads,
    Clock clock,
    Tickets tickets,
    Streaming streaming,
    Subtitles subtitles,
    Encoding encoding,
    Gallery gallery,
    Metadata metadata,
    SecondLevel shared)
    implements AutoCloseable {

  /** Opens the database, which takes the time, and makes the features over it. */
  static Features open(
      MediaNestConfig config, PrometheusRegistry registry, QueryMetrics queries, Clock clock)
      throws IOException {
    DatabaseHome home = DatabaseHome.forServer(config.data(), config.database(), queries::ran);
    try {
      return over(home, config, registry, clock);
    } catch (IOException | RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static Features over(
      DatabaseHome home, MediaNestConfig config, PrometheusRegistry registry, Clock clock)
      throws IOException {
    Database database = home.database();
    EventHub events = new EventHub(registry);
    CacheMetrics caches = new CacheMetrics(registry);
    Accounts accounts = Accounts.of(database, config.users(), clock);
    Sessions sessions = Sessions.of(database, config.users(), clock);
    Setup setup = Setup.of(accounts);
    Encoding encoding = Encoding.open(config, registry);
    MediaReader reader = MediaFiles.reader(encoding.ffmpeg());
    SecondLevel shared =
        config.cache().url().isEmpty() ? SecondLevel.NONE : RedisLevel.begin(config.cache());
    CacheMetrics.watch(registry, shared);
    PersonalListsApi answers = PersonalListsApi.of(shared, caches);
    // Nodes share a database, and an embedded one is nobody else's.
    boolean alone = config.database().url().isEmpty();
    ItemPages pages = ItemPages.of(shared, alone, caches, answers);
    Items items = Items.of(database, pages, caches);
    Gallery gallery = Gallery.of(database, config.data(), encoding.ffmpeg(), items, clock, caches);
    Metadata metadata =
        Metadata.of(
            config.metadata(),
            database,
            Gallery.given(config.data()),
            gallery.keeper(),
            items::changed,
            gallery.artwork()::lookAgain,
            clock);
    Runnable newItems =
        () -> {
          gallery.artwork().poke();
          metadata.poke();
        };
    Scans scans =
        Libraries.scans(
            database,
            reader,
            new LibraryEvents(events, newItems, items::changed),
            clock,
            config.library());
    Libraries libraries = Libraries.of(database, scans, clock);
    Uploads.Catalogue catalogue =
        new Uploads.Catalogue(
            libraries,
            NewItems.of(database, reader, clock, pages),
            new UploadEvents(events, newItems),
            clock);
    Tickets tickets =
        Tickets.of(config.data(), config.stream(), sessions::callerOf, clock, Features::background);
    sessions.afterEnd(tickets::forget);
    return new Features(
        home,
        accounts,
        sessions,
        setup,
        new AuthApi(accounts, sessions, setup, config.users(), new SignIns(registry)),
        events,
        items,
        answers,
        scans,
        libraries,
        Uploads.of(database, config.data(), config.upload(), catalogue, caches),
        clock,
        tickets,
        Streaming.of(
            tickets,
            id -> MediaFiles.source(items, id),
            MediaFiles::open,
            encoding.transcoder(),
            config.stream(),
            caches),
        Subtitles.of(MediaFiles.videos(items), caches),
        encoding,
        gallery,
        metadata,
        shared);
  }

  private static void background(Runnable task) {
    Thread.ofVirtual().name("background").start(task);
  }

  /** Declares all that the features answer. */
  void declare(Routes table) {
    Routes routes = answers.dropping(table);
    auth.addTo(routes);
    new AccountsApi(accounts, sessions).addTo(routes);
    new LibraryApi(libraries, home.database(), items::changed).addTo(routes);
    ItemApi itemApi =
        new ItemApi(
            items,
            ProgressApi.states(home.database()),
            gallery.pictures(),
            gallery.artwork().portraits()::of);
    itemApi.addTo(routes, answers);
    new CorrectionApi(home.database(), libraries, this::renamed).addTo(routes);
    new LetterApi(home.database()).addTo(routes, answers);
    new CollectionApi(home.database(), items, itemApi, clock).addTo(routes);
    new ProgressApi(home.database(), items, itemApi, clock).addTo(routes, answers);
    new PlaylistApi(home.database(), items, itemApi, clock).addTo(routes);
    new UploadApi(uploads, items).addTo(routes);
    new PlaybackApi(streaming, id -> MediaFiles.sides(subtitles, id)).addTo(routes);
    gallery.declare(routes);
    new SubtitlesApi(subtitles, tickets::itemOf).addTo(routes);
    streaming.api().addTo(routes);
    new EventsApi(events, token -> auth.caller(token) != null).addTo(routes);
  }

  private void renamed() {
    items.changed();
    metadata.poke();
  }

  /** Goes on with what the last process left undone, and adds what the command line names. */
  void begin(List<Path> folders) throws IOException {
    uploads.recover();
    libraries.watch();
    libraries.resumeScans();
    folders.forEach(libraries::addFromCommandLine);
    encoding.ffmpeg().test();
    gallery.artwork().begin();
    metadata.begin();
    home.database().keepReady();
  }

  /** What the health page says of them. */
  List<Component> components(MediaNestConfig config) {
    List<Component> all = new ArrayList<>();
    all.add(databaseHealth());
    all.add(encoding.component());
    all.add(new Component("folders", false, this::watchState));
    if (!config.metrics().measure()) {
      all.add(new Component("measurements", false, Features::unmeasured));
    }
    if (metadata.isOn()) {
      all.add(new Component("film catalogue", false, this::catalogueState));
    }
    if (!config.cache().url().isEmpty()) {
      all.add(new Component("shared cache", false, this::cacheState));
    }
    return all;
  }

  private Component databaseHealth() {
    return new Component(
        "database",
        true,
        () ->
            home.database().answers()
                ? new Component.State(true, "It answers.")
                : new Component.State(false, "It does not answer; it is tried again and again."));
  }

  private Component.State watchState() {
    Watching watching = libraries.watching();
    return new Component.State(watching.good(), watching.detail());
  }

  private static Component.State unmeasured() {
    return new Component.State(
        true, "They are switched off by metrics.measure: no alerts, no forecasts, no figures.");
  }

  private Component.State catalogueState() {
    return metadata
        .obstacle()
        .map(why -> new Component.State(false, why))
        .orElseGet(() -> new Component.State(true, "It answers."));
  }

  private Component.State cacheState() {
    return shared.answers()
        ? new Component.State(true, "It answers.")
        : new Component.State(false, "It does not answer; this server goes on without it.");
  }

  /** Who holds a secret. */
  Authenticator authenticator() {
    return new Authenticator() {
      @Override
      public @Nullable Caller session(String token) {
        return auth.caller(token);
      }

      @Override
      public @Nullable Caller sessionAtOnce(String token) {
        return auth.callerAtOnce(token);
      }

      @Override
      public @Nullable Caller ticket(String ticket) {
        return tickets.caller(ticket);
      }
    };
  }

  @Override
  public void close() {
    scans.close();
    metadata.close();
    gallery.close();
    streaming.api().close();
    encoding.close();
    shared.close();
    home.close();
  }
}
