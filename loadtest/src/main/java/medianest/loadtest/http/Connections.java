package medianest.loadtest.http;

import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections for people who come and go: the one used last is used first. */
public final class Connections implements AutoCloseable {

  private final Target target;
  private final Deadlines deadlines;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  public Connections(Target target, Deadlines deadlines) {
    this.target = target;
    this.deadlines = deadlines;
  }

  public Connection take() {
    Connection known = idle.pollFirst();
    return known == null ? new Connection(target, deadlines) : known;
  }

  public void giveBack(Connection connection) {
    idle.addFirst(connection);
  }

  @Override
  public void close() {
    for (Connection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      each.close();
    }
  }
}
