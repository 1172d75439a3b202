package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body out of memory and pieces of a file. */
class SpanChannelTest {

  /** Of the file "0123456789" and the head "head-". */
  private static final String WHOLE = "head-2348";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0, 8", "0, 0", "3, 6", "5, 7", "8, 8"})
  void anyPartLeavesAlikeByTransferAndByReading(int first, int last) throws IOException {
    try (FileChannel file = file()) {
      SpanChannel part = new SpanChannel(whole(file), new ByteRange(first, last));
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      WritableByteChannel target = Channels.newChannel(sent);
      ByteBuffer read = ByteBuffer.allocate(20);

      long moved = part.transferTo(0, part.size(), target);
      int count = part.read(read.limit((int) part.size()), 0);

      String expected = WHOLE.substring(first, last + 1);
      assertThat(moved).isEqualTo(expected.length());
      assertThat(sent).hasToString(expected);
      assertThat(new String(read.array(), 0, count, StandardCharsets.US_ASCII)).isEqualTo(expected);
    }
  }

  @Test
  void fileThatBecomesShorterEndsTheTransfer() throws IOException {
    try (FileChannel file = file()) {
      SpanChannel part = new SpanChannel(whole(file), new ByteRange(0, WHOLE.length() - 1));
      Files.writeString(folder.resolve("file"), "012");
      WritableByteChannel target = Channels.newChannel(new ByteArrayOutputStream());

      assertThatThrownBy(() -> part.transferTo(0, part.size(), target))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("shorter");
    }
  }

  private FileChannel file() throws IOException {
    return FileChannel.open(Files.writeString(folder.resolve("file"), "0123456789"));
  }

  private static Response.Spans whole(FileChannel file) {
    return new Response.Spans(
        "video/mp4",
        ByteBuffer.wrap("head-".getBytes(StandardCharsets.US_ASCII)),
        file,
        List.of(new Response.Span(2, 3), new Response.Span(8, 1)),
        Map.of(),
        () -> {});
  }
}
