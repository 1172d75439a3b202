package medianest.media.track;

import java.util.List;
import java.util.Locale;

/**
 * A file within a media file: a font, a cover.
 *
 * @param name as the file has it, which is data and never part of a path
 * @param mediaType as the file has it; empty where it says none
 * @param offset where its bytes begin in the media file
 */
public record Attachment(String name, String mediaType, long offset, long length) {

  private static final List<String> FONT_ENDINGS =
      List.of(".ttf", ".otf", ".ttc", ".woff", ".woff2");
  private static final List<String> PICTURE_ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp");

  /** Whether it is a font, which writers name in a dozen ways. */
  public boolean font() {
    String type = mediaType.toLowerCase(Locale.ROOT);
    return type.contains("font") || type.contains("truetype") || ends(FONT_ENDINGS);
  }

  /** Whether it is a picture of a kind that browsers show. */
  public boolean picture() {
    return switch (mediaType.toLowerCase(Locale.ROOT)) {
      case "image/jpeg", "image/png", "image/webp" -> true;
      default -> ends(PICTURE_ENDINGS);
    };
  }

  private boolean ends(List<String> endings) {
    String lower = name.toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(lower::endsWith);
  }
}
