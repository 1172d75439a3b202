package medianest.diagnostics;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a method of this program that can be timed: {@code medianest.http.Gate::admit}. Only
 * its own, since a method of the JDK that everything calls would slow everything down.
 *
 * @param type the binary name of its class
 * @param method its name; all that are called so are meant
 */
record TimedMethod(String type, String method) {

  private static final int LONGEST = 200;

  private static final Pattern FORM =
      Pattern.compile("(medianest(?:\\.[a-z][a-z0-9]*)*\\.[A-Z][\\w$]*)::([a-z_]\\w*)");

  /**
   * Of its name.
   *
   * @throws IllegalArgumentException with a sentence where nothing can be timed by that name
   */
  static TimedMethod of(String name) {
    Matcher form = FORM.matcher(name);
    if (name.length() > LONGEST || !form.matches()) {
      throw new IllegalArgumentException(
          "A method is written medianest.package.Class::method, and is one of this program.");
    }
    TimedMethod method = new TimedMethod(form.group(1), form.group(2));
    method.check();
    return method;
  }

  private void check() {
    Method[] declared;
    try {
      declared = Class.forName(type, false, getClass().getClassLoader()).getDeclaredMethods();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException("There is no class " + type + " in this program.", e);
    }
    if (Arrays.stream(declared).noneMatch(this::isMeant)) {
      throw new IllegalArgumentException(
          "The class " + type + " has no method " + method + " with code of its own.");
    }
  }

  private boolean isMeant(Method candidate) {
    int without = Modifier.ABSTRACT | Modifier.NATIVE;
    return candidate.getName().equals(method) && (candidate.getModifiers() & without) == 0;
  }

  @Override
  public String toString() {
    return type + "::" + method;
  }
}
