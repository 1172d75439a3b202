package medianest.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of a track, or of something that was made of a track.
 *
 * @param name as it is in the address
 * @param encoded whether it is of something that an encoder makes
 * @param drawn number of the subtitles that are drawn into its picture
 */
record PartFolder(String name, int track, boolean encoded, Optional<Integer> drawn) {

  private static final Pattern FORM =
      Pattern.compile("t(0|[1-9]\\d{0,2})(-v\\d{3,4}(?:-s(0|[1-9]\\d{0,2}))?|-aac6?)?");

  /** Empty for what is no such name. */
  static Optional<PartFolder> parse(String name) {
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      return Optional.empty();
    }
    Optional<Integer> drawn = Optional.ofNullable(form.group(3)).map(Integer::valueOf);
    int track = Integer.parseInt(form.group(1));
    return Optional.of(new PartFolder(name, track, form.group(2) != null, drawn));
  }
}
