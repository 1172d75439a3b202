package medianest.users;

import java.time.Instant;
import java.util.UUID;

/** A person with an account. */
public record User(UUID id, String name, Role role, Instant createdAt) {

  public boolean admin() {
    return role == Role.ADMIN;
  }
}
