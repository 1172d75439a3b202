package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Clients that go away in the middle of an answer leave no file, socket or memory behind. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class CancelledClientTest {

  private static final int WARM = 50;
  private static final int MORE = 150;

  /** More than the buffers of a connection hold. */
  private static final long FREE_BYTES = 64 << 20;

  @TempDir private static Path folder;
  private static Path film;

  @BeforeAll
  static void makeFilm() throws Exception {
    Ffmpeg.assumeInstalled();
    film = Ffmpeg.film(folder.resolve("film.mp4"));
    try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
      // A box of free space (ISO/IEC 14496-12 clause 8.1.2) makes it large without any content.
      file.seek(file.length());
      file.writeInt((int) FREE_BYTES);
      file.write("free".getBytes(UTF_8));
      file.setLength(file.length() + FREE_BYTES - 8);
    }
  }

  @Test
  void nothingIsLeftOfThem() throws Exception {
    Path data = Files.createTempDirectory(folder, "data");
    try (StreamServer server = new StreamServer(data)) {
      server.add("film", film);
      String original = server.admit("film").original();
      cancel(server, original, WARM);
      int handles = settled();
      long memory = direct();

      cancel(server, original, MORE);

      assertThat(settled()).as("open files and sockets").isLessThanOrEqualTo(handles);
      assertThat(direct() - memory).as("direct memory that grew").isLessThan(2 << 20);
      assertThat(server.get(original, "range", "bytes=0-99").statusCode()).isEqualTo(206);
    }
  }

  private static void cancel(StreamServer server, String path, int times) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < times; i++) {
      try (Socket client =
          new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
        client.getOutputStream().write(request.getBytes(UTF_8));
        assertThat(client.getInputStream().readNBytes(1000)).hasSize(1000);
        // Closed with data unread: the server is told by a reset.
      }
    }
  }

  /** Open handles of this process, once they have been the same for a second or had ten. */
  private static int settled() throws IOException, InterruptedException {
    int before = -1;
    int now = handles();
    for (int i = 0; i < 10 && now != before; i++) {
      Thread.sleep(1_000);
      before = now;
      now = handles();
    }
    return now;
  }

  private static int handles() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return (int) open.count();
    }
  }

  private static long direct() {
    List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    return pools.stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
  }
}
