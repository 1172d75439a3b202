package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import medianest.ffmpeg.FfmpegConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that are damaged, or made to do damage: each gets an answer, and the others play on. */
@Timeout(60)
final class CorruptFileTest {

  private static final int MANY = 1_000_000;

  @TempDir private static Path folder;
  private static StreamServer server;
  private static Path good;

  @BeforeAll
  static void start() throws Exception {
    Ffmpeg.assumeInstalled();
    server = new StreamServer(folder, FfmpegConfig.defaults());
    good = Ffmpeg.film(folder.resolve("good.mp4"));
    server.add("good", good);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      assertThat(server.ffmpeg.running()).isZero();
    }
  }

  private static Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(UTF_8))
        .put(content)
        .array();
  }

  private static byte[] fileType() {
    return box("ftyp", "isom\0\0\0\0isom".getBytes(UTF_8));
  }

  private static byte[] repeated(byte[] piece, int times) {
    byte[] all = new byte[piece.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(piece, 0, all, i * piece.length, piece.length);
    }
    return all;
  }

  private static byte[] header(String type) {
    return HostileFiles.element(0x1A45DFA3, HostileFiles.element(0x4282, type.getBytes(UTF_8)));
  }

  private static Path made(String what) throws Exception {
    byte[] film = Files.readAllBytes(good);
    return switch (what) {
      case "empty.mp4" -> write(what, new byte[0]);
      case "cut-off.mp4" -> write(what, Arrays.copyOf(film, film.length / 2));
      case "no-moov.mp4" ->
          write(what, HostileFiles.joined(fileType(), box("mdat", new byte[100_000])));
      case "zip.mp4" -> write(what, zip());
      case "playlist.mkv" -> write(what, playlist());
      case "concat.mp4" -> write(what, ("ffconcat version 1.0\nfile " + good).getBytes(UTF_8));
      case "drawing.mp4" ->
          write(what, "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8));
      case "million-tracks.mp4" ->
          write(
              what,
              HostileFiles.joined(
                  fileType(), box("moov", repeated(box("trak", new byte[0]), MANY))));
      case "million-chapters.mkv" ->
          write(
              what,
              HostileFiles.joined(
                  header("matroska"), HostileFiles.element(0x18538067, chapters())));
      case "endless.mkv" -> write(what, HostileFiles.joined(header("matroska"), endless()));
      case "huge-picture.mp4" -> write(what, hugePicture());
      default -> throw new AssertionError(what);
    };
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("film.mp4"));
      zip.write(new byte[10_000]);
    }
    return bytes.toByteArray();
  }

  private static byte[] playlist() {
    return ("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + good + "\n#EXT-X-ENDLIST\n")
        .getBytes(UTF_8);
  }

  private static byte[] chapters() {
    byte[] atom = HostileFiles.element(0xB6, HostileFiles.element(0x91, new byte[] {1}));
    return HostileFiles.element(0x1043A770, HostileFiles.element(0x45B9, repeated(atom, MANY)));
  }

  /** A duration of 10^300 milliseconds. */
  private static byte[] endless() {
    byte[] duration = HostileFiles.element(0x4489, ByteBuffer.allocate(8).putDouble(1e300).array());
    return HostileFiles.element(0x18538067, HostileFiles.element(0x1549A966, duration));
  }

  /** A film that would have to be encoded, whose header says 16,384 by 16,384 pixels. */
  private static byte[] hugePicture() throws Exception {
    Path small = folder.resolve("small.mp4");
    Ffmpeg.run(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=160x90:rate=25:duration=1",
            "-c:v",
            "mpeg4",
            small.toString()));
    byte[] film = Files.readAllBytes(small);
    int entry = new String(film, StandardCharsets.ISO_8859_1).lastIndexOf("mp4v");
    // Width and height of a visual sample entry (ISO/IEC 14496-12 clause 12.1.3.2).
    ByteBuffer.wrap(film).putShort(entry + 28, (short) 16_384).putShort(entry + 30, (short) 16_384);
    return film;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "empty.mp4",
        "no-moov.mp4",
        "zip.mp4",
        "playlist.mkv",
        "concat.mp4",
        "drawing.mp4",
        "million-tracks.mp4",
        "million-chapters.mkv",
        "endless.mkv",
        "huge-picture.mp4"
      })
  void isRefusedWithItsReason(String what) throws Exception {
    HttpResponse<byte[]> answer = playback(what, made(what));
    String body = new String(answer.body(), UTF_8);
    assertThat(answer.statusCode()).as(body).isEqualTo(422);
    String detail = new JsonMapper().readTree(body).get("detail").asString();
    assertThat(detail)
        .matches("(?s)[A-Z].*\\.")
        .doesNotContain("Exception", "null", "@ 0x", folder.toString());
    goodFilmPlays();
  }

  @Test
  void aFilmThatIsCutOffIsRefusedOrPlaysAsFarAsItGoes() throws Exception {
    HttpResponse<byte[]> answer = playback("cut-off.mp4", made("cut-off.mp4"));
    assertThat(answer.statusCode()).isIn(200, 422);
    goodFilmPlays();
  }

  /** Whatever a flipped byte does, it is an answer, and none of them takes the server along. */
  @Test
  void filmsWithFlippedBytesAreAnswered() throws Exception {
    byte[] film = Files.readAllBytes(good);
    Random random = new Random(7);
    for (int i = 0; i < 16; i++) {
      byte[] flipped = film.clone();
      // The tables lie at the end; elsewhere a flip only changes a picture.
      int from = i % 2 == 0 ? film.length - 8000 : 0;
      for (int n = 0; n < 20; n++) {
        flipped[random.nextInt(from, film.length)] ^= (byte) (1 << random.nextInt(8));
      }
      HttpResponse<byte[]> answer = playback("flipped-" + i, write("flipped-" + i, flipped));
      String body = new String(answer.body(), UTF_8);
      assertThat(answer.statusCode()).as(body).isIn(200, 422);
      if (answer.statusCode() == 200) {
        String master = new JsonMapper().readTree(body).get("url").asString();
        assertThat(server.get(master).statusCode()).isIn(200, 422);
      }
    }
    goodFilmPlays();
  }

  private static HttpResponse<byte[]> playback(String id, Path file) {
    server.add(id, file);
    return server.post("/api/v1/media/" + id + "/playback", "{\"directPlay\":false}");
  }

  private static void goodFilmPlays() {
    HttpResponse<byte[]> answer = playback("good", good);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode playback = new JsonMapper().readTree(answer.body());
    assertThat(server.get(playback.get("url").asString()).statusCode()).isEqualTo(200);
  }
}
