package medianest.upload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import medianest.upload.UploadStore.Row;
import org.jspecify.annotations.Nullable;

/**
 * Puts right what the end of the last process left between file and row. Both are on their way to
 * the disk at the same time, and the client is told only when both are there; until then the file
 * is a part by its name. So whatever the machine kept, it is one of these:
 *
 * <ul>
 *   <li>a part without a row, or whose row says that it was coming or failed: removed;
 *   <li>a row that was being received, or whose part is not all there: failed;
 *   <li>a row that was being processed, and its whole content: it becomes an item, whether its
 *       client was told or not;
 *   <li>a part whose row is ready: only its name was lost, which it gets again.
 * </ul>
 */
final class Recovery {

  private final UploadStore store;
  private final Receiver receiver;

  Recovery(UploadStore store, Receiver receiver) {
    this.store = store;
    this.receiver = receiver;
  }

  /**
   * Does what is quickly done, before the first upload.
   *
   * @param broken is told which were being received
   * @return those that are to be looked into, which may take as long as reading them
   */
  List<Row> begin(Consumer<Row> broken) throws IOException {
    List<UUID> parts = receiver.parts();
    Map<UUID, Row> known = store.rows(parts);
    for (UUID each : parts) {
      settle(each, known.get(each));
    }
    List<Row> processing = new ArrayList<>();
    for (Row each : store.unfinished()) {
      if (each.upload().state() == Upload.State.PROCESSING && each.storedName() != null) {
        processing.add(each);
      } else {
        receiver.forget(each.upload().id());
        broken.accept(each);
      }
    }
    return processing;
  }

  private void settle(UUID part, @Nullable Row row) throws IOException {
    String name = row == null ? null : row.storedName();
    if (row == null || name == null) {
      receiver.forget(part);
      return;
    }
    switch (row.upload().state()) {
      case RECEIVING, FAILED -> receiver.forget(part);
      case PROCESSING -> {}
      case READY -> receiver.name(part, name);
    }
  }

  /** Whether all of a file is there whose row was written; else nothing of it is kept. */
  boolean isWhole(Row row, String name) throws IOException {
    if (receiver.isNamed(name)) {
      return true;
    }
    UUID id = row.upload().id();
    Content content = row.content();
    if (content != null && receiver.holds(id, content)) {
      return true;
    }
    receiver.forget(id);
    return false;
  }
}
