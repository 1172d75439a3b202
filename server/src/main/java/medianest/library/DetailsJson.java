package medianest.library;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tracks and chapters as they are stored. */
final class DetailsJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DetailsJson() {}

  static String write(FileFacts.Details details) {
    return JSON.writeValueAsString(details);
  }

  static FileFacts.Details read(@Nullable String json) {
    return json == null ? FileFacts.Details.NONE : JSON.readValue(json, FileFacts.Details.class);
  }
}
