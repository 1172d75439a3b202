package medianest.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Writes an event as text or as one JSON object. Whatever a client may have put into a message
 * cannot begin a line or colour a terminal: control characters are written as escapes (ASVS 5.0,
 * 16.4.1).
 */
final class Lines {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final LogConfig.Format format;

  Lines(LogConfig.Format format) {
    this.format = format;
  }

  void append(ILoggingEvent event, StringBuilder out) {
    switch (format) {
      case TEXT -> text(event, out);
      case JSON -> json(event, out);
    }
  }

  private static void text(ILoggingEvent event, StringBuilder out) {
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), out);
    out.append(' ').append("%-5s".formatted(event.getLevel())).append(' ');
    out.append(event.getLoggerName());
    String request = event.getMDCPropertyMap().get(Logging.TRACE);
    if (request != null) {
      out.append(" [").append(request).append(']');
    }
    escape(Redaction.of(event.getFormattedMessage()), out.append(": "));
    out.append('\n');
    for (String line : trace(event)) {
      escape(line, out.append("  "));
      out.append('\n');
    }
  }

  private static void json(ILoggingEvent event, StringBuilder out) {
    out.append("{\"time\":\"");
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), out);
    out.append("\",\"level\":\"").append(event.getLevel());
    out.append("\",\"logger\":\"").append(event.getLoggerName());
    out.append("\",\"thread\":\"");
    quote(event.getThreadName(), out);
    out.append("\",\"message\":\"");
    quote(Redaction.of(event.getFormattedMessage()), out);
    event
        .getMDCPropertyMap()
        .forEach((key, value) -> {
          quote(key, out.append("\",\""));
          quote(value, out.append("\":\""));
        });
    List<String> trace = trace(event);
    if (!trace.isEmpty()) {
      quote(String.join("\n", trace), out.append("\",\"exception\":\""));
    }
    out.append("\"}\n");
  }

  private static List<String> trace(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null
        ? List.of()
        : Redaction.of(ThrowableProxyUtil.asString(thrown)).lines().toList();
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t' || !Character.isISOControl(c)) {
        out.append(c);
      } else {
        unicode(c, out);
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        unicode(c, out);
      } else {
        out.append(c);
      }
    }
  }

  private static void unicode(char c, StringBuilder out) {
    out.append("\\u").append("%04x".formatted((int) c));
  }
}
