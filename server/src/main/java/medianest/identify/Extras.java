package medianest.identify;

import static medianest.identify.ExtraKind.BEHIND_THE_SCENES;
import static medianest.identify.ExtraKind.CLIP;
import static medianest.identify.ExtraKind.DELETED_SCENE;
import static medianest.identify.ExtraKind.FEATURETTE;
import static medianest.identify.ExtraKind.INTERVIEW;
import static medianest.identify.ExtraKind.OTHER;
import static medianest.identify.ExtraKind.SAMPLE;
import static medianest.identify.ExtraKind.SCENE;
import static medianest.identify.ExtraKind.SHORT;
import static medianest.identify.ExtraKind.TRAILER;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what came along with a film by the name of its folder, its whole name, or its ending. */
final class Extras {

  private static final Map<String, ExtraKind> FOLDERS =
      Map.ofEntries(
          Map.entry("behind the scenes", BEHIND_THE_SCENES),
          Map.entry("deleted scenes", DELETED_SCENE),
          Map.entry("interviews", INTERVIEW),
          Map.entry("scenes", SCENE),
          Map.entry("samples", SAMPLE),
          Map.entry("shorts", SHORT),
          Map.entry("featurettes", FEATURETTE),
          Map.entry("clips", CLIP),
          Map.entry("extras", OTHER),
          Map.entry("extra", OTHER),
          Map.entry("other", OTHER),
          Map.entry("trailers", TRAILER),
          Map.entry("backdrops", OTHER));

  private static final Map<String, ExtraKind> WHOLE_NAMES =
      Map.of("trailer", TRAILER, "sample", SAMPLE, "movie-trailer", TRAILER);

  private static final Map<String, ExtraKind> ENDINGS =
      Map.ofEntries(
          Map.entry("trailer", TRAILER),
          Map.entry("sample", SAMPLE),
          Map.entry("scene", SCENE),
          Map.entry("clip", CLIP),
          Map.entry("interview", INTERVIEW),
          Map.entry("behindthescenes", BEHIND_THE_SCENES),
          Map.entry("deleted", DELETED_SCENE),
          Map.entry("deletedscene", DELETED_SCENE),
          Map.entry("featurette", FEATURETTE),
          Map.entry("short", SHORT),
          Map.entry("extra", OTHER),
          Map.entry("other", OTHER));

  private static final Pattern ENDING =
      Pattern.compile(
          "(?i)(?:-(scene|clip|interview|behindthescenes|deleted|deletedscene|featurette|short"
              + "|extra|other)|(?:[-._]| - )(trailer|sample))\\d*$");

  private Extras() {}

  /**
   * What the end of a name says.
   *
   * @param owner the name without that end: what it came along with
   */
  record Ending(ExtraKind kind, String owner) {}

  /** What all that lies in a folder of this name is. */
  static Optional<ExtraKind> ofFolder(Folder folder) {
    return folder.root() || folder.parent().root()
        ? Optional.empty()
        : Optional.ofNullable(FOLDERS.get(folder.lowerName()));
  }

  /** What a name without its extension says of itself. */
  static Optional<Ending> ofName(String base) {
    String whole = withoutNumber(base).toLowerCase(Locale.ROOT);
    if (WHOLE_NAMES.containsKey(whole)) {
      return Optional.of(new Ending(WHOLE_NAMES.get(whole), ""));
    }
    if (ENDINGS.keySet().stream().noneMatch(whole::endsWith)) {
      return Optional.empty();
    }
    Matcher ending = ENDING.matcher(base);
    if (!ending.find() || ending.start() == 0) {
      return Optional.empty();
    }
    String word = ending.group(1) == null ? ending.group(2) : ending.group(1);
    return Optional.of(
        new Ending(
            ENDINGS.getOrDefault(word.toLowerCase(Locale.ROOT), OTHER),
            base.substring(0, ending.start()).stripTrailing()));
  }

  private static String withoutNumber(String base) {
    int end = base.length();
    while (end > 0 && base.charAt(end - 1) >= '0' && base.charAt(end - 1) <= '9') {
      end--;
    }
    return base.substring(0, end);
  }
}
