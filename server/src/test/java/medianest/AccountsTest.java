package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import medianest.db.TestPostgres;
import medianest.users.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Accounts and passwords over HTTP. */
class AccountsTest {

  private static final String PASSWORD = "a password of length";
  private static final String ANOTHER = "quite another password";
  private static final String ACCOUNTS = "/api/v1/accounts";

  private static @Nullable RunningHouse running;
  private static String admin = "";

  @BeforeAll
  static void start() throws Exception {
    RunningHouse started = new RunningHouse(TestPostgres.newDataFolder());
    running = started;
    admin = started.signIn("admin", RunningHouse.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void whoChangesTheirPasswordIsSignedOutElsewhere() throws Exception {
    house().nest.features().accounts().add("mia", Role.MEMBER, PASSWORD);
    String here = house().signIn("mia", PASSWORD);
    String there = house().signIn("mia", PASSWORD);
    assertThat(status(there)).isEqualTo(200);

    assertThat(change(here, "not it", ANOTHER)).isEqualTo("403 The current password is wrong.");
    assertThat(change(here, PASSWORD, "short"))
        .isEqualTo("400 A password must have at least 8 characters.");
    assertThat(status(there)).isEqualTo(200);

    assertThat(change(here, PASSWORD, ANOTHER)).isEqualTo("204 ");
    assertThat(status(here)).isEqualTo(200);
    assertThat(status(there)).isEqualTo(401);
    assertThat(house().signIn("mia", ANOTHER)).isNotEmpty();
  }

  @Test
  void guessesOfTheCurrentPasswordCountAsThoseOfASignIn() throws Exception {
    house().nest.features().accounts().add("ole", Role.MEMBER, PASSWORD);
    String session = house().signIn("ole", PASSWORD);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 12 && (answers.isEmpty() || answers.getLast().startsWith("403")); i++) {
      answers.add(change(session, "guess " + i, ANOTHER));
    }
    assertThat(answers.getLast()).startsWith("429 The password was wrong too often");
  }

  @Test
  void anAdminMakesAccountsAndRemovesThem() throws Exception {
    JsonNode made = RunningHouse.json(add("Noa", PASSWORD, "member", 201));
    assertThat(made.get("role").asString()).isEqualTo("member");
    String session = house().signIn("noa", PASSWORD);
    assertThat(status(session)).isEqualTo(200);
    assertThat(names(null)).contains("admin", "Noa");

    assertThat(detail(add("NOA", PASSWORD, "member", 400)))
        .isEqualTo("There is already an account NOA.");
    assertThat(detail(add("Kim", "12345678", "member", 400))).startsWith("This password is among");
    assertThat(detail(add("Kim", PASSWORD, "owner", 400))).startsWith("There is no role owner");

    call(admin, "DELETE", ACCOUNTS + "/" + made.get("id").asString(), null, 204);
    assertThat(status(session)).isEqualTo(401);
    assertThat(names(null)).doesNotContain("Noa");
    call(admin, "DELETE", ACCOUNTS + "/" + made.get("id").asString(), null, 404);
    call(admin, "DELETE", ACCOUNTS + "/none", null, 404);
  }

  @Test
  void aForgottenPasswordIsSetAnew() throws Exception {
    JsonNode made = RunningHouse.json(add("Ida", PASSWORD, "admin", 201));
    String path = ACCOUNTS + "/" + made.get("id").asString() + "/password";
    String session = house().signIn("ida", PASSWORD);
    call(admin, "PUT", path, "{\"password\":\"" + ANOTHER + "\"}", 204);
    assertThat(status(session)).isEqualTo(401);
    assertThat(house().signIn("ida", ANOTHER)).isNotEmpty();
  }

  @Test
  void nobodyRemovesOrResetsTheirOwn() throws Exception {
    String own =
        RunningHouse.json(call(admin, "GET", "/api/v1/auth/profile", null, 200))
            .get("id")
            .asString();
    assertThat(detail(call(admin, "DELETE", ACCOUNTS + "/" + own, null, 409)))
        .isEqualTo("You cannot remove the account that you use.");
    String body = "{\"password\":\"" + ANOTHER + "\"}";
    call(admin, "PUT", ACCOUNTS + "/" + own + "/password", body, 409);
    String louder = own.toUpperCase(Locale.ROOT);
    call(admin, "PUT", ACCOUNTS + "/" + louder + "/password", body, 409);
    call(admin, "DELETE", ACCOUNTS + "/" + louder, null, 409);
    assertThat(status(admin)).isEqualTo(200);
  }

  @Test
  void manyAccountsComeInPages() throws Exception {
    // With the hash of another: to make a hundred takes long.
    String copies =
        "/* account.copies */ INSERT INTO account (id, name, name_key, role, password_hash,"
            + " created_at) SELECT gen_random_uuid(), 'Zoe ' || n, 'zoe ' || n, 'member',"
            + " password_hash, now() FROM account, generate_series(100, 220) AS n"
            + " WHERE name = 'admin'";
    house().nest.features().home().database().run(handle -> handle.execute(copies));
    JsonNode first = RunningHouse.json(call(admin, "GET", ACCOUNTS, null, 200));
    List<String> all = new ArrayList<>(names(null));
    assertThat(all).hasSize(100);
    all.addAll(names(first.get("next").asString()));
    assertThat(all).doesNotHaveDuplicates().contains("admin", "Zoe 100", "Zoe 220");
    call(admin, "GET", ACCOUNTS + "?cursor=%21", null, 400);
  }

  private static List<String> names(@Nullable String cursor) throws Exception {
    String path = cursor == null ? ACCOUNTS : ACCOUNTS + "?cursor=" + cursor;
    return RunningHouse.json(call(admin, "GET", path, null, 200))
        .get("items")
        .valueStream()
        .map(each -> each.get("username").asString())
        .toList();
  }

  private static HttpResponse<String> add(String name, String password, String role, int status)
      throws Exception {
    String body =
        "{\"username\":\""
            + name
            + "\",\"password\":\""
            + password
            + "\",\"role\":\""
            + role
            + "\"}";
    return call(admin, "POST", ACCOUNTS, body, status);
  }

  private static String change(String session, String current, String password) throws Exception {
    String body = "{\"current\":\"" + current + "\",\"password\":\"" + password + "\"}";
    HttpResponse<String> answer = house().call("PUT", "/api/v1/auth/password", session, body);
    return answer.statusCode() + " " + (answer.body().isEmpty() ? "" : detail(answer));
  }

  private static HttpResponse<String> call(
      String session, String method, String path, @Nullable String body, int status)
      throws Exception {
    HttpResponse<String> answer = house().call(method, path, session, body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    return answer;
  }

  private static String detail(HttpResponse<String> answer) {
    return RunningHouse.json(answer).get("detail").asString();
  }

  private static int status(String session) throws Exception {
    return house().status("GET", "/api/v1/auth/profile", session);
  }

  private static RunningHouse house() {
    return Objects.requireNonNull(running);
  }
}
