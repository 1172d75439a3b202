package medianest.metadata;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import medianest.db.Database;

/** What a catalogue elsewhere knows of films and series; asks nothing without a key to it. */
public final class Metadata implements AutoCloseable {

  private final boolean on;
  private final Tmdb provider;
  private final Researcher researcher;
  private final Thread worker;

  private Metadata(boolean on, Tmdb provider, Researcher researcher) {
    this.on = on;
    this.provider = provider;
    this.researcher = researcher;
    this.worker = Thread.ofPlatform().daemon().name("metadata").unstarted(researcher);
  }

  /**
   * Connects the parts.
   *
   * @param pictures the folder of the pictures that it finds, each item's in one of its own
   * @param portraits keeps those of people
   * @param completed is told when items are more than they were
   * @param pictured is told when an item has new pictures there
   */
  public static Metadata of(
      MetadataConfig config,
      Database database,
      Path pictures,
      Portraits portraits,
      Runnable completed,
      Consumer<UUID> pictured,
      Clock clock) {
    Tmdb tmdb = new Tmdb(config);
    Researcher researcher =
        new Researcher(
            database,
            tmdb,
            new ProviderPictures(pictures),
            portraits,
            new Researcher.Told(completed, pictured),
            clock);
    return new Metadata(config.isOn(), tmdb, researcher);
  }

  /** Begins to ask, in the background. */
  public void begin() {
    if (on) {
      worker.start();
    }
  }

  /** There may be new items, or new names. */
  public void poke() {
    researcher.poke();
  }

  /** Whether there is a key. */
  public boolean isOn() {
    return on;
  }

  /** Why it cannot ask at present. */
  public Optional<String> obstacle() {
    return researcher.obstacle();
  }

  @Override
  public void close() {
    worker.interrupt();
    provider.close();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
