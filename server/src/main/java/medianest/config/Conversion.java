package medianest.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what was written what a record wants. The message of an {@link IllegalArgumentException}
 * from here ends the sentence "key must be".
 */
final class Conversion {

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([a-zA-Z]*)");

  private Conversion() {}

  static @Nullable Object of(Setting.Value value, Type type, Path folder) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Type element = list.getActualTypeArguments()[0];
      return value.items().stream().map(item -> scalar(item, element, folder)).toList();
    }
    return scalar(value.text(), type, folder);
  }

  private static @Nullable Object scalar(String text, Type type, Path folder) {
    if (type == String.class) {
      return text;
    } else if (type == Path.class) {
      return text.isBlank() ? null : path(text, folder);
    } else if (type == boolean.class) {
      return bool(text);
    } else if (type == int.class) {
      return Math.toIntExact(whole(text, Integer.MAX_VALUE));
    } else if (type == long.class) {
      return whole(text, Long.MAX_VALUE);
    } else if (type == double.class) {
      return decimal(text);
    } else if (type == Duration.class) {
      return duration(text);
    } else if (type instanceof Class<?> c && c.isEnum()) {
      return constant(text, c);
    }
    throw new IllegalStateException("no setting can be a " + type);
  }

  private static Path path(String text, Path folder) {
    try {
      return folder.resolve(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("a path, not " + text, e);
    }
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false, not " + text);
    };
  }

  /** Sizes may carry a binary unit: {@code 64 MB}. */
  private static long whole(String text, long limit) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      throw new IllegalArgumentException("a whole number, not " + text);
    }
    int shift =
        switch (amount.group(2).toUpperCase(Locale.ROOT)) {
          case "" -> 0;
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          case "TB" -> 40;
          default -> throw new IllegalArgumentException("a number or a size as in 64 MB");
        };
    long number = Long.parseLong(amount.group(1));
    if (number > limit >> shift) {
      throw new IllegalArgumentException("smaller than " + text);
    }
    return number << shift;
  }

  private static double decimal(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a number, not " + text, e);
    }
  }

  private static Duration duration(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      throw new IllegalArgumentException("a duration as in 30s, 5m, 12h or 14d, not " + text);
    }
    long number = Long.parseLong(amount.group(1));
    return switch (amount.group(2).toLowerCase(Locale.ROOT)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default ->
          throw new IllegalArgumentException("a duration as in 30s, 5m, 12h or 14d, not " + text);
    };
  }

  private static Object constant(String text, Class<?> type) {
    @Nullable Object[] constants = type.getEnumConstants();
    for (Object constant : constants == null ? new Object[0] : constants) {
      if (String.valueOf(constant).equalsIgnoreCase(text.replace('-', '_'))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "one of " + Arrays.toString(constants).toLowerCase(Locale.ROOT) + ", not " + text);
  }
}
