package medianest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server to which four clients send films without end; it says what it took, until it is killed.
 */
final class KilledHouse {

  private static final int CLIENTS = 4;

  private KilledHouse() {}

  public static void main(String[] arguments) throws Exception {
    RunningHouse house = new RunningHouse(Path.of(arguments[0]));
    String token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    AtomicInteger numbers = new AtomicInteger();
    for (int i = 0; i < CLIENTS; i++) {
      Thread.ofPlatform().start(() -> sendOn(house.nest.port(), token, numbers));
    }
    new CountDownLatch(1).await();
  }

  private static void sendOn(int port, String token, AtomicInteger numbers) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        int number = numbers.incrementAndGet();
        String id = SentFilm.of(number).send(client, port, token);
        // One write, so that no line is cut by another.
        System.out.print("took " + id + " " + number + "\n");
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
