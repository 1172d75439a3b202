package medianest.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes together what several threads bring at the same time, so that under load one transaction,
 * or one wait for the disk, serves many. A thread that is alone waits for nobody.
 */
public final class GroupCommit<T> {

  private static final int MOST = 100;

  private final Writer<T> writer;
  private final Queue<Piece<T>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * Makes one.
   *
   * @param writer writes all or nothing
   */
  public GroupCommit(Writer<T> writer) {
    this.writer = writer;
  }

  /** Writes what came together. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(List<T> all);
  }

  /** Returns when it is written; where that fails for one, only its own thread learns of it. */
  public void write(T value) {
    Piece<T> piece = new Piece<>(value);
    waiting.add(piece);
    turn.lock();
    try {
      while (!piece.done) {
        write(next());
      }
    } finally {
      turn.unlock();
    }
    if (piece.failure != null) {
      throw piece.failure;
    }
  }

  /** How many are still to be written. */
  int waiting() {
    return waiting.size();
  }

  private List<Piece<T>> next() {
    List<Piece<T>> pieces = new ArrayList<>();
    for (Piece<T> each = waiting.poll(); each != null; each = waiting.poll()) {
      pieces.add(each);
      if (pieces.size() == MOST) {
        break;
      }
    }
    return pieces;
  }

  private void write(List<Piece<T>> pieces) {
    RuntimeException failure = attempt(pieces);
    if (failure != null && pieces.size() > 1) {
      pieces.forEach(each -> each.end(attempt(List.of(each))));
    } else {
      pieces.forEach(each -> each.end(failure));
    }
  }

  private @Nullable RuntimeException attempt(List<Piece<T>> pieces) {
    try {
      writer.write(pieces.stream().map(piece -> piece.value).toList());
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** What one thread brings; the lock guards how it ended. */
  private static final class Piece<T> {
    private final T value;
    private boolean done;
    private @Nullable RuntimeException failure;

    Piece(T value) {
      this.value = value;
    }

    void end(@Nullable RuntimeException with) {
      failure = with;
      done = true;
    }
  }
}
