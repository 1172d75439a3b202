package medianest.db;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts the database of a folder, says so, and waits to be killed. */
final class KilledServer {

  private KilledServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    DatabaseHome home =
        DatabaseHome.forServer(
            Path.of(arguments[0]), DatabaseConfig.defaults(), QueryObserver.NONE);
    System.out.println(home.database().answers() ? "ready" : "not ready");
    new CountDownLatch(1).await();
  }
}
