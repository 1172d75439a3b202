package medianest.benchmarks.generator;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A server whose answers take times that are known before: of a hundred, ninety take 100 ms, eight
 * 250 ms and two 500 ms, in an order that is the same each time. It measures what they really took,
 * and tells that at {@code /figures}: the truth that generators are held against.
 */
final class KnownServer {

  private final Vertx vertx;
  private final Histogram micros = new Histogram(3);
  private long asked;

  private KnownServer(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Usage: PORT. Ends when its input does. */
  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    KnownServer known = new KnownServer(vertx);
    // One server is on one event loop, so nothing here needs a lock.
    HttpServer server = vertx.createHttpServer().requestHandler(known::handle);
    server
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private void handle(HttpServerRequest request) {
    if ("/figures".equals(request.path())) {
      request
          .response()
          .end(
              String.format(
                  Locale.ROOT,
                  "%.3f %.3f %.3f",
                  micros.getValueAtPercentile(50) / 1e3,
                  micros.getValueAtPercentile(95) / 1e3,
                  micros.getValueAtPercentile(99) / 1e3));
      micros.reset();
      return;
    }
    long came = System.nanoTime();
    // 37 is coprime to 100, so every hundred requests see each latency as often as the others.
    long place = asked++ * 37 % 100;
    long millis = place < 90 ? 100 : place < 98 ? 250 : 500;
    vertx.setTimer(
        millis,
        ignored -> {
          micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - came));
          request.response().end("ok");
        });
  }
}
