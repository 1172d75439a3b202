package medianest.identify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names what people recorded themselves: the title is the file's name, and its date counts. */
public final class HomeVideos {

  /** As cameras and telephones write it, or people. */
  private static final Pattern DATE =
      Pattern.compile("(?<!\\d)((?:19|20)\\d{2})([._\\- ]?)(\\d{2})\\2(\\d{2})(?!\\d)");

  private static final Pattern DAY_FIRST =
      Pattern.compile("(?<!\\d)(\\d{2})[._\\-](\\d{2})[._\\-]((?:19|20)\\d{2})(?!\\d)");

  private HomeVideos() {}

  /** The videos of a folder, in their order. */
  public static List<Named> of(Folder folder) {
    return folder.videos().stream()
        .map(name -> {
          String base = Folder.base(name);
          String title = base.replace('_', ' ').strip();
          return Named.video(
              title.isEmpty() ? name : title, "file:" + folder.path() + name, date(base));
        })
        .toList();
  }

  /** The day that a name has; null where it has none. */
  static @Nullable LocalDate date(String base) {
    Matcher date = DATE.matcher(base);
    while (date.find()) {
      LocalDate found = day(date.group(1), date.group(3), date.group(4));
      if (found != null) {
        return found;
      }
    }
    Matcher dayFirst = DAY_FIRST.matcher(base);
    return dayFirst.find() ? day(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1)) : null;
  }

  private static @Nullable LocalDate day(String year, String month, String day) {
    try {
      return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
