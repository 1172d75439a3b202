package medianest.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import medianest.media.fmp4.FileSpan;
import medianest.media.fmp4.MediaSegment;
import medianest.media.fmp4.PackagedTrack;
import medianest.media.io.FileSource;
import medianest.media.mp4.Mp4Index;
import medianest.media.mp4.Mp4Reader;
import medianest.media.segment.SegmentPlan;

/**
 * Serves the video segments of one film in each of the layouts that could be chosen.
 *
 * <p>{@code /gathered/N} reads the span into a pooled direct buffer and writes it behind the
 * header; {@code /span/N} is the header and one sendfile of the span, other tracks' samples skipped
 * within it; {@code /interleaved/N} is the same with nothing skipped, as if sound and picture
 * shared a rendition; {@code /file/N} is a segment that was packaged beforehand; {@code /plain/N}
 * is the same number of bytes of the film as they are.
 */
final class LayoutServer {

  private final FileSource film;
  private final PackagedTrack video;
  private final List<FileChannel> files;

  private LayoutServer(FileSource film, PackagedTrack video, List<FileChannel> files) {
    this.film = film;
    this.video = video;
    this.files = files;
  }

  /** Usage: FILM PORT FOLDER. Prints the number of segments when it listens. */
  public static void main(String[] args) throws IOException {
    FileSource film = FileSource.open(Path.of(args[0]));
    Mp4Index index = Mp4Reader.open(film);
    SegmentPlan plan = SegmentPlan.of(index);
    PackagedTrack video = new PackagedTrack(index, plan.tracks().getFirst());
    int count = plan.tracks().getFirst().count();
    FileChannel[] files = new FileChannel[count];
    for (int n = 0; n < count; n++) {
      Path file = Path.of(args[2], n + ".m4s");
      try (FileChannel out =
          FileChannel.open(
              file,
              java.nio.file.StandardOpenOption.CREATE,
              java.nio.file.StandardOpenOption.WRITE)) {
        out.write(video.segment(film, n).gather(film));
      }
      files[n] = FileChannel.open(file);
    }
    LayoutServer server = new LayoutServer(film, video, List.of(files));
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    HttpServerOptions options =
        new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[1]));
    for (int loop = 0; loop < Runtime.getRuntime().availableProcessors(); loop++) {
      vertx
          .deployVerticle(
              () ->
                  new io.vertx.core.VerticleBase() {
                    @Override
                    public io.vertx.core.Future<?> start() {
                      return vertx
                          .createHttpServer(options)
                          .requestHandler(
                              request -> server.answer(request.uri(), request.response()))
                          .listen();
                    }
                  },
              new io.vertx.core.DeploymentOptions())
          .await();
    }
    System.out.println(count);
  }

  private void answer(String path, HttpServerResponse response) {
    int slash = path.lastIndexOf('/');
    int number = Integer.parseInt(path.substring(slash + 1));
    try {
      switch (path.substring(1, slash)) {
        case "gathered" -> gathered(spanned(number), response);
        case "span" -> {
          MediaSegment.Spanned segment = spanned(number);
          send(response, segment.head(), film.channel(), segment.span());
        }
        case "interleaved" -> {
          // The header names the other track's samples as well: about half as many again, of four
          // bytes each.
          MediaSegment.Spanned segment = spanned(number);
          ByteBuffer head =
              ByteBuffer.allocate(segment.head().remaining() + 800).put(segment.head()).position(0);
          send(response, head, film.channel(), segment.span());
        }
        case "file" -> {
          FileChannel file = files.get(number);
          response
              .putHeader("content-length", Long.toString(file.size()))
              .sendFile(file, 0, file.size());
        }
        default -> {
          FileSpan span = spanned(number).span();
          response
              .putHeader("content-length", Long.toString(span.length()))
              .sendFile(film.channel(), span.offset(), span.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MediaSegment.Spanned spanned(int number) throws IOException {
    return (MediaSegment.Spanned) video.segment(film, number);
  }

  private void gathered(MediaSegment.Spanned segment, HttpServerResponse response)
      throws IOException {
    ByteBuf body =
        PooledByteBufAllocator.DEFAULT.directBuffer(Math.toIntExact(segment.byteCount()));
    body.writeBytes(segment.head());
    body.writeBytes(
        film.channel(), segment.span().offset(), Math.toIntExact(segment.span().length()));
    response.putHeader("content-length", Integer.toString(body.readableBytes()));
    // The response takes no ownership of what it is given.
    response.end(BufferInternal.buffer(body)).onComplete(ignored -> body.release());
  }

  private static void send(
      HttpServerResponse response, ByteBuffer head, FileChannel file, FileSpan span) {
    Response.Spans whole =
        new Response.Spans(
            "video/mp4",
            head,
            file,
            List.of(new Response.Span(span.offset(), span.length())),
            Map.of(),
            () -> {});
    SpanChannel body = new SpanChannel(whole, new ByteRange(0, whole.size() - 1));
    response.putHeader("content-length", Long.toString(body.size())).sendFile(body, 0, body.size());
  }
}
