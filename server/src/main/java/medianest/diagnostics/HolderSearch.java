package medianest.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what holds objects that stay: the flight recorder samples objects as they are made, and
 * of those that are still there at the end it follows the references back to a root.
 *
 * <p>That last step stops the program, for at most {@link #CUTOFF}; so it is asked for, and never
 * done by itself.
 */
public final class HolderSearch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HolderSearch.class);
  static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String CUTOFF = "5 s";
  private static final int MOST_LINKS = 64;
  private static final int MOST_LINES = 30;

  private final InstantSource clock;
  private @Nullable Recording current;
  private @Nullable Instant until;
  private List<Holder> found = List.of();

  public HolderSearch(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Objects of one class that the same path holds.
   *
   * @param samples of them that were still there
   * @param path from the object to the root that holds it
   * @param madeAt the method that made them
   */
  public record Holder(String className, int samples, String path, String madeAt) {}

  /**
   * Begins a search, which ends by itself.
   *
   * @return false while another one runs
   */
  synchronized boolean begin(Duration length) {
    if (current != null) {
      return false;
    }
    Recording recording = new Recording();
    recording.setName("medianest holders");
    recording.enable("jdk.OldObjectSample").with("cutoff", CUTOFF).withStackTrace();
    recording.start();
    current = recording;
    until = clock.instant().plus(length);
    Thread.ofPlatform().daemon().name("holder-search").start(() -> finish(recording, length));
    return true;
  }

  private void finish(Recording recording, Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Holder> holders = List.of();
    try {
      holders = dumped(recording, clock.instant().minus(length.dividedBy(2)));
    } catch (IOException | IllegalStateException e) {
      LOG.warn("The search for what holds memory came to no end.", e);
    }
    synchronized (this) {
      found = holders;
      current = null;
      until = null;
    }
  }

  private static List<Holder> dumped(Recording recording, Instant madeBefore) throws IOException {
    Path file = Files.createTempFile("medianest-holders", ".jfr");
    try (recording) {
      recording.stop();
      recording.dump(file);
      return read(file, madeBefore);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Only what has been there for a while: what was made last is there in any program. */
  private static List<Holder> read(Path file, Instant madeBefore) throws IOException {
    Map<String, Holder> holders = new LinkedHashMap<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals("jdk.OldObjectSample")
            && event.getInstant("allocationTime").isBefore(madeBefore)) {
          Holder one = holder(event);
          holders.merge(
              one.className() + one.path(),
              one,
              (known, more) ->
                  new Holder(known.className(), known.samples() + 1, known.path(), known.madeAt()));
        }
      }
    }
    return holders.values().stream()
        .sorted(Comparator.comparingInt(Holder::samples).reversed())
        .limit(MOST_LINES)
        .toList();
  }

  private static Holder holder(RecordedEvent event) {
    RecordedObject object = event.getValue("object");
    List<String> path = new ArrayList<>();
    RecordedObject at = object.getValue("referrer");
    while (at != null && path.size() < MOST_LINKS) {
      RecordedObject holding = at.getValue("object");
      if (holding == null) {
        break;
      }
      String link = link(at, holding);
      // A list of lists, or the nodes of a chain, say the same again and again.
      if (path.isEmpty() || !path.getLast().equals(link)) {
        path.add(link);
      }
      at = holding.getValue("referrer");
    }
    return new Holder(type(object), 1, String.join(" ← ", path), madeAt(event));
  }

  private static String link(RecordedObject reference, RecordedObject holding) {
    RecordedObject field = reference.getValue("field");
    if (field == null) {
      return type(holding) + "[]";
    }
    String description = holding.getString("description");
    boolean ofClass = type(holding).equals("java.lang.Class") && description != null;
    String owner = ofClass ? description.replaceFirst("^Class Name: ", "") : type(holding);
    return owner + "." + field.getString("name");
  }

  private static String type(RecordedObject object) {
    RecordedClass type = object.getValue("type");
    return type == null ? "unknown" : type.getName();
  }

  private static String madeAt(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "";
    }
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String name = frame.getMethod().getType().getName();
      if (!name.startsWith("java.")) {
        return name + "." + frame.getMethod().getName();
      }
    }
    return "";
  }

  /** When the search that runs will be done; null while none runs. */
  synchronized @Nullable Instant runningUntil() {
    return until;
  }

  /** What the last search found, the most first. */
  synchronized List<Holder> found() {
    return found;
  }

  @Override
  public synchronized void close() {
    if (current != null) {
      current.close();
    }
  }
}
