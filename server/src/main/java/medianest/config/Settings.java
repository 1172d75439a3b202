package medianest.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that was set, to be read as records.
 *
 * <p>The command line wins over the environment, the environment over the file, the file over the
 * defaults. A record's components are the keys of its section, a record within a record is a
 * section within a section: {@code http.tls.key}, {@code MEDIANEST_HTTP_TLS_KEY}. What nobody asked
 * for is an error, so that a typing error does not pass in silence.
 */
public final class Settings {

  private static final String ENVIRONMENT = "MEDIANEST_";

  /** Variables that are no settings: where the file is, and the first administrator's password. */
  private static final Set<String> APART = Set.of("MEDIANEST_CONFIG", "MEDIANEST_ADMIN_PASSWORD");

  private static final Pattern KEY = Pattern.compile("^[a-z]\\w*(\\.\\w+)*");

  private final Map<String, Setting> written;
  private final Map<String, String> environment;
  private final Path folder;
  private final Set<String> asked = new TreeSet<>();

  private Settings(Map<String, Setting> written, Map<String, String> environment, Path folder) {
    this.written = written;
    this.environment = environment;
    this.folder = folder;
  }

  /**
   * Gathers what was set.
   *
   * @param file null where there is none
   * @param commandLine from keys ({@code http.port}) to what an option said
   */
  public static Settings of(@Nullable Path file, Map<String, Option> commandLine) {
    return of(file, System.getenv(), commandLine);
  }

  static Settings of(
      @Nullable Path file, Map<String, String> environment, Map<String, Option> commandLine) {
    Map<String, Setting> written = new LinkedHashMap<>();
    if (file != null) {
      written.putAll(SettingsFile.read(file));
    }
    commandLine.forEach((key, option) -> written.put(key, option.setting()));
    Map<String, String> ours = new HashMap<>(environment);
    ours.keySet().removeIf(name -> !name.startsWith(ENVIRONMENT) || APART.contains(name));
    commandLine.keySet().forEach(key -> ours.remove(variable(key)));
    Path parent = file == null ? null : file.toAbsolutePath().getParent();
    return new Settings(written, ours, parent == null ? Path.of("") : parent);
  }

  /** A variable of the environment that is no setting but tells where to look for one. */
  public static @Nullable String environment(String name) {
    return System.getenv(name);
  }

  /**
   * Reads a section.
   *
   * @param section empty for the whole
   * @throws BadSettings for a value that cannot be used
   */
  public <T extends Record> T read(String section, T defaults) {
    return type(defaults).cast(changed(section, defaults).orElse(defaults));
  }

  /** Says which key nobody knows; to be called when every section has been read. */
  public void refuseUnknown() {
    for (Map.Entry<String, Setting> entry : written.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw new BadSettings(
            entry.getValue().origin()
                + " sets "
                + entry.getKey()
                + ", which is not known"
                + nearest(entry.getKey())
                + ".");
      }
    }
    Set<String> variables = new TreeSet<>(environment.keySet());
    asked.forEach(key -> variables.remove(variable(key)));
    if (!variables.isEmpty()) {
      throw new BadSettings(
          "The environment variable "
              + variables.iterator().next()
              + " is not known; a variable is named after its key, as in MEDIANEST_HTTP_PORT.");
    }
  }

  /** The keys that were asked for and that nobody set. */
  public Set<String> unset() {
    Set<String> unset = new TreeSet<>(asked);
    unset.removeIf(key -> setting(key) != null);
    return unset;
  }

  @SuppressWarnings("unchecked") // getClass of a T is a Class of T
  private static <T extends Record> Class<T> type(T value) {
    return (Class<T>) value.getClass();
  }

  /**
   * The section, where anything of it differs from the defaults. Only then it is made by
   * reflection, which would otherwise take a fifth of a second of every start.
   */
  private Optional<Record> changed(String section, Record defaults) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Map<String, Optional<Object>> changed = new HashMap<>();
    for (RecordComponent component : components) {
      String key = key(section, component.getName());
      if (Record.class.isAssignableFrom(component.getType())) {
        Record usual = (Record) Objects.requireNonNull(usual(component, defaults));
        changed(key, usual)
            .ifPresent(nested -> changed.put(component.getName(), Optional.of(nested)));
      } else {
        asked.add(key);
        Setting setting = setting(key);
        Object value = setting == null ? null : value(key, setting, component);
        if (setting != null && !Objects.equals(value, usual(component, defaults))) {
          changed.put(component.getName(), Optional.ofNullable(value));
        }
      }
    }
    return changed.isEmpty() ? Optional.empty() : Optional.of(made(section, defaults, changed));
  }

  private Record made(String section, Record defaults, Map<String, Optional<Object>> changed) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Optional<Object> value = changed.get(components[i].getName());
      types[i] = components[i].getType();
      values[i] = value == null ? usual(components[i], defaults) : value.orElse(null);
    }
    try {
      var constructor = defaults.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw refused(section, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(defaults.getClass() + " cannot be made", e);
    }
  }

  private static String key(String section, String name) {
    return section.isEmpty() ? name : section + "." + name;
  }

  private @Nullable Object value(String key, Setting setting, RecordComponent component) {
    try {
      return Conversion.of(setting.value(), component.getGenericType(), folder(setting));
    } catch (IllegalArgumentException e) {
      throw new BadSettings(
          setting.origin() + ": " + key + " must be " + String.valueOf(e.getMessage()) + ".");
    }
  }

  private static @Nullable Object usual(RecordComponent component, Record defaults) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(defaults);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private @Nullable Setting setting(String key) {
    String variable = variable(key);
    String text = environment.get(variable);
    return text == null ? written.get(key) : new Setting(variable, new Setting.Value.Text(text));
  }

  /** Relative paths in the file start at the file's folder, others where the command was given. */
  private Path folder(Setting setting) {
    return setting.origin().contains(" line ") ? folder : Path.of("");
  }

  /** What a record says of its own values begins with the key that is wrong. */
  private BadSettings refused(String section, @Nullable Throwable cause) {
    String sentence = String.valueOf(cause == null ? null : cause.getMessage());
    Matcher key = KEY.matcher(sentence);
    Setting setting = key.find() ? setting(key.group()) : null;
    return new BadSettings((setting == null ? section : setting.origin()) + ": " + sentence);
  }

  private String nearest(String key) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    return asked.stream()
        .filter(known -> known.endsWith("." + last))
        .findFirst()
        .map(known -> "; do you mean " + known + "?")
        .orElse("")
        .replaceAll("\\?$", "");
  }

  /** {@code http.tls.key} is {@code MEDIANEST_HTTP_TLS_KEY}, {@code keepAlive} is KEEP_ALIVE. */
  static String variable(String key) {
    return ENVIRONMENT
        + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
