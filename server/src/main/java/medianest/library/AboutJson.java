package medianest.library;

import java.util.Map;
import medianest.identify.About;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is told of an item as it is stored. */
final class AboutJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** With what catalogues elsewhere call it. */
  record Stored(About about, Map<String, String> ids) {
    static final Stored NOTHING = new Stored(About.NOTHING, Map.of());
  }

  private AboutJson() {}

  /** Null where nothing is told. */
  static @Nullable String write(Identity.Told told) {
    Stored stored = new Stored(told.about(), told.ids().byProvider());
    return stored.equals(Stored.NOTHING)
        ? null
        : JSON.writeValueAsString(stored).replace("\\u0000", "");
  }

  /** Of what has a plot and nothing else. */
  static @Nullable String write(String plot) {
    return plot.isEmpty()
        ? null
        : JSON.writeValueAsString(new Stored(About.plot(plot), Map.of())).replace("\\u0000", "");
  }

  static Stored read(@Nullable String json) {
    return json == null ? Stored.NOTHING : JSON.readValue(json, Stored.class);
  }
}
