package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import medianest.http.Policy;
import medianest.http.Routes.Route;
import medianest.users.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route against everybody who must not come in. */
class AuthorizationTest {

  private static final String MEMBER_PASSWORD = "another long password";

  /** Said by whoever turns a caller away, and by nobody else. */
  private static final List<Integer> TURNED_AWAY = List.of(401, 403);

  /** Values for the parameters of templates that fit, but name nothing. */
  private static final Map<String, String> NOTHING =
      Map.of(
          "id",
          "0",
          "item",
          "0",
          "ticket",
          "none",
          "plan",
          "none",
          "track",
          "t0",
          "file",
          "init.mp4",
          "version",
          "none",
          "path*",
          "none");

  @TempDir static Path data;

  private static @Nullable RunningHouse house;

  @BeforeAll
  static void start() throws Exception {
    house = new RunningHouse(data.resolve("data"));
    house.nest.features().accounts().add("anna", Role.MEMBER, MEMBER_PASSWORD);
  }

  @AfterAll
  static void stop() {
    house().close();
  }

  private static RunningHouse house() {
    if (house == null) {
      throw new IllegalStateException("not started");
    }
    return house;
  }

  static List<Route> routes() {
    return house().nest.routes();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void nobodyComesInWithoutASecret(Route route) throws Exception {
    int status = status(route, null);
    if (route.policy() == Policy.PUBLIC) {
      assertThat(status).isNotIn(401);
    } else {
      assertThat(status).isEqualTo(route.policy() == Policy.TICKET ? 404 : 401);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aMadeUpSecretIsNone(Route route) throws Exception {
    if (route.policy() == Policy.MEMBER || route.policy() == Policy.ADMIN) {
      assertThat(status(route, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aMemberIsNoAdmin(Route route) throws Exception {
    String token = house().signIn("anna", MEMBER_PASSWORD);
    int status = status(route, token);
    switch (route.policy()) {
      case ADMIN -> assertThat(status).isEqualTo(403);
      case MEMBER -> assertThat(status).isNotIn(TURNED_AWAY).isLessThan(500);
      case TICKET -> assertThat(status).isEqualTo(404);
      case PUBLIC -> assertThat(status).isNotEqualTo(401);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRevokedSessionIsOver(Route route) throws Exception {
    if (route.policy() == Policy.MEMBER || route.policy() == Policy.ADMIN) {
      String token = house().signIn("admin", RunningHouse.ADMIN_PASSWORD);
      assertThat(house().call("POST", "/api/v1/auth/logout", token, null).statusCode())
          .isEqualTo(204);
      assertThat(status(route, token)).isEqualTo(401);
    }
  }

  @Test
  void anExpiredSessionIsOverOnEveryRoute() throws Exception {
    String token = house().signIn("admin", RunningHouse.ADMIN_PASSWORD);
    assertThat(house().call("GET", "/api/v1/auth/profile", token, null).statusCode())
        .isEqualTo(200);
    house().clock.advance(Duration.ofDays(15));
    for (Route route : routes()) {
      if (route.policy() == Policy.MEMBER || route.policy() == Policy.ADMIN) {
        assertThat(status(route, token)).as(route.template()).isEqualTo(401);
      }
    }
  }

  @Test
  void theAdminOfTheTestIsLetIn() throws Exception {
    String token = house().signIn("admin", RunningHouse.ADMIN_PASSWORD);
    for (Route route : routes()) {
      if (route.policy() == Policy.ADMIN && route.method().equals("GET")) {
        assertThat(status(route, token)).as(route.template()).isNotIn(TURNED_AWAY).isLessThan(500);
      }
    }
  }

  private static int status(Route route, @Nullable String token)
      throws IOException, InterruptedException {
    String path = route.template();
    for (Map.Entry<String, String> each : NOTHING.entrySet()) {
      path = path.replace("{" + each.getKey() + "}", each.getValue());
    }
    assertThat(path).doesNotContain("{");
    return house().status(route.method(), path, token);
  }
}
