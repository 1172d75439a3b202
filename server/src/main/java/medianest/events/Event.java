package medianest.events;

/**
 * Something that happened.
 *
 * @param name {@code scan}, {@code item}, {@code upload}…
 * @param data what goes out as JSON
 * @param audience whom it concerns
 */
public record Event(String name, Object data, Audience audience) {

  /** Who may hear of an event. */
  public sealed interface Audience {
    record Everyone() implements Audience {}

    record Admins() implements Audience {}

    record User(String id) implements Audience {}

    /** Whether somebody belongs to it. */
    default boolean includes(String userId, boolean admin) {
      return switch (this) {
        case Everyone ignored -> true;
        case Admins ignored -> admin;
        case User user -> user.id().equals(userId);
      };
    }
  }

  public static Event toEveryone(String name, Object data) {
    return new Event(name, data, new Audience.Everyone());
  }

  public static Event toAdmins(String name, Object data) {
    return new Event(name, data, new Audience.Admins());
  }

  public static Event toUser(String userId, String name, Object data) {
    return new Event(name, data, new Audience.User(userId));
  }
}
