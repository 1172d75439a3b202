package medianest.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import medianest.db.Database;
import medianest.identify.Films;
import medianest.identify.Folder;
import medianest.identify.Named;
import org.jspecify.annotations.Nullable;

/** Makes items of files that no scan finds, since somebody brings them. */
public final class NewItems {

  private final ScanStore scans;
  private final FileProbe probe;
  private final Clock clock;
  private final ItemPages pages;

  private NewItems(ScanStore scans, FileProbe probe, Clock clock, ItemPages pages) {
    this.scans = scans;
    this.probe = probe;
    this.clock = clock;
    this.pages = pages;
  }

  /** Connects the parts. */
  public static NewItems of(Database database, MediaReader reader, Clock clock, ItemPages pages) {
    return new NewItems(new ScanStore(database), new FileProbe(reader), clock, pages);
  }

  /**
   * What a file was found to be that is to become an item.
   *
   * @param item null where it cannot be one
   */
  public record Outcome(ItemState state, String reason, @Nullable NewItem item) {}

  /** An item that is still to be added. */
  public static final class NewItem {
    private final UUID id;
    private final ScanStore.Looked looked;

    private NewItem(UUID id, ScanStore.Looked looked) {
      this.id = id;
      this.looked = looked;
    }
  }

  /**
   * Looks into a file that already lies in the folder of a library.
   *
   * @param name what the person who brought it calls it
   */
  public Outcome look(Library library, Path file, UUID id, String name) throws IOException {
    FileFacts facts = probe.look(file);
    String reason = facts.reason() == null ? "" : facts.reason();
    if (facts.state() != ItemState.READY) {
      return new Outcome(facts.state(), reason, null);
    }
    Path root = library.path().toRealPath();
    String fileName = StoredText.of(name);
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    FoundFile found =
        new FoundFile(
            file,
            RawPath.below(root, file.toRealPath()),
            attributes.size(),
            attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
            FoundFolder.root(List.of(fileName), Map.of()),
            0);
    Named named = Films.of(Folder.root(List.of(fileName))).getFirst().as(Named.Kind.VIDEO);
    ScanStore.Looked looked =
        new ScanStore.Looked(found, fileName, Identity.of(named), facts, null);
    return new Outcome(facts.state(), reason, new NewItem(id, looked));
  }

  /**
   * Adds items to the library that were {@linkplain #look looked at}. A power cut may take them
   * back, since whoever brought the files notes only after this that they are items.
   */
  public void add(Library library, List<NewItem> added) {
    Map<UUID, ScanStore.Looked> looked = new HashMap<>();
    added.forEach(each -> looked.put(each.id, each.looked));
    ScanStore.Changes changes = new ScanStore.Changes(looked, Map.of(), Map.of());
    scans.write(library.id(), changes, clock.instant().truncatedTo(ChronoUnit.MICROS));
    pages.drop();
  }
}
