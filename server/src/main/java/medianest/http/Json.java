package medianest.http;

import java.nio.ByteBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this API speaks it: enums in lower case, nothing unknown, nothing coerced, bounded. */
public final class Json {

  /** Deeper than any body of this API, far shallower than a stack. */
  private static final int MAX_DEPTH = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(64)
                          .maxNameLength(256)
                          .build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(
              MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private Json() {}

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads an object or a list; nothing at all reads as {@code {}}.
   *
   * @throws Problem 400 with what is wrong in words
   */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      return MAPPER.readValue(body.length == 0 ? new byte[] {'{', '}'} : body, type);
    } catch (JacksonException e) {
      throw Problem.invalid(sentence(e));
    }
  }

  /** Refuses what cannot be JSON by its first byte, before the rest is read. */
  static void checkStart(ByteBuffer body) {
    for (int i = body.position(); i < body.limit(); i++) {
      byte b = body.get(i);
      if (b == '{' || b == '[') {
        return;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        throw Problem.invalid("The body must be a JSON object or list.");
      }
    }
  }

  private static String sentence(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "The body has a member " + unknown.getPropertyName() + " that is not known here.";
      case StreamReadException broken ->
          "The body is not valid JSON: see line "
              + broken.getLocation().getLineNr()
              + ", column "
              + broken.getLocation().getColumnNr()
              + ".";
      case DatabindException wrong when !wrong.getPath().isEmpty() ->
          "The member " + member(wrong) + " is missing or has the wrong type.";
      default -> "The body does not have the expected form.";
    };
  }

  private static String member(DatabindException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }
}
