package medianest.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All metrics in the forms that Prometheus reads. */
public final class Exposition {

  private final Supplier<MetricSnapshots> metrics;
  private final ExpositionFormats formats = ExpositionFormats.init();

  public Exposition(Supplier<MetricSnapshots> metrics) {
    this.metrics = metrics;
  }

  /** A page of metrics; what its bytes are, its type says. */
  public record Page(String contentType, ByteBuffer bytes) {

    /** Of a form that is text. */
    public String text() {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
  }

  /**
   * In OpenMetrics or as protocol buffers, which alone have the native histograms, where {@code
   * accept} asks for them; else in Prometheus' own text.
   */
  public Page page(@Nullable String accept) {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 << 10);
    try {
      writer.write(out, metrics.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(writer.getContentType(), ByteBuffer.wrap(out.toByteArray()));
  }
}
