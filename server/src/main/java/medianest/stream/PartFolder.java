package medianest.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of a track, or of something that was made of a track.
 *
 * @param name as it is in the address
 * @param encoded whether it is of something that an encoder makes
 */
record PartFolder(String name, int track, boolean encoded) {

  private static final Pattern FORM = Pattern.compile("t(0|[1-9]\\d{0,2})(-v\\d{3,4}|-aac)?");

  /** Empty for what is no such name. */
  static Optional<PartFolder> parse(String name) {
    Matcher form = FORM.matcher(name);
    return form.matches()
        ? Optional.of(new PartFolder(name, Integer.parseInt(form.group(1)), form.group(2) != null))
        : Optional.empty();
  }
}
