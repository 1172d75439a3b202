package medianest.users;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import medianest.http.Caller;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.http.SessionCookie;
import org.jspecify.annotations.Nullable;

/** Set-up, sign-in, sign-out and the caller's profile over HTTP. */
public final class AuthApi {

  private final Accounts accounts;
  private final Sessions sessions;
  private final Setup setup;
  private final UsersConfig config;
  private final SignIns signIns;

  public AuthApi(
      Accounts accounts, Sessions sessions, Setup setup, UsersConfig config, SignIns signIns) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.sessions = sessions;
    this.setup = setup;
    this.config = config;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/setup", Policy.PUBLIC, this::setupState);
    routes.add("POST", "/api/v1/setup", Policy.PUBLIC, this::setUp);
    routes.add("POST", "/api/v1/auth/login", Policy.PUBLIC, this::login);
    routes.add("POST", "/api/v1/auth/logout", Policy.MEMBER, this::logout);
    routes.add("GET", "/api/v1/auth/profile", Policy.MEMBER, this::profile);
  }

  /** The caller behind a session's token; null where it is unknown, ended or signed out. */
  public @Nullable Caller caller(String token) {
    Sessions.SignedIn known = sessions.find(token);
    return known == null ? null : known.caller();
  }

  /** The same where it is remembered, else null; never waits. */
  public @Nullable Caller callerAtOnce(String token) {
    Sessions.SignedIn known = sessions.recall(token);
    return known == null ? null : known.caller();
  }

  record SetupState(boolean needed) {}

  record SetupForm(@Nullable String token, @Nullable String username, @Nullable String password) {
    /** Without the secrets, since records end up in logs. */
    @Override
    public String toString() {
      return "SetupForm";
    }
  }

  record LoginForm(@Nullable String username, @Nullable String password) {
    /** Without the secrets, since records end up in logs. */
    @Override
    public String toString() {
      return "LoginForm";
    }
  }

  record Account(String id, String username, String role, Instant createdAt) {
    static Account of(User user) {
      return new Account(user.id().toString(), user.name(), user.role().word(), user.createdAt());
    }
  }

  record SignedIn(String token, Account user) {
    /** Without the token, since records end up in logs. */
    @Override
    public String toString() {
      return "SignedIn[" + user + "]";
    }
  }

  private Response setupState(Request request) {
    return new Response.Json(new SetupState(setup.needed()));
  }

  private Response setUp(Request request) {
    SetupForm form = request.json(SetupForm.class);
    String username = required("username", form.username());
    String password = required("password", form.password());
    if (!setup.needed()) {
      throw new Problem(409, "set-up-already", "This server is set up already; sign in instead.");
    }
    if (!setup.accepts(required("token", form.token()))) {
      throw new Problem(
          403, "wrong-token", "This link is not valid; open the one that the server printed.");
    }
    try {
      User user =
          setup
              .finish(username, password)
              .orElseThrow(() ->
                  new Problem(
                      409, "set-up-already", "This server is set up already; sign in instead."));
      return signedIn(request, user);
    } catch (AccountProblem e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
  }

  private Response login(Request request) throws InterruptedException {
    LoginForm form = request.json(LoginForm.class);
    String username = required("username", form.username());
    String password = required("password", form.password());
    Accounts.Verdict verdict = accounts.verify(username, password, request.clientAddress());
    signIns.count(verdict);
    return switch (verdict) {
      case Accounts.Verdict.Accepted(User user) -> signedIn(request, user);
      case Accounts.Verdict.Wrong() ->
          throw new Problem(401, "wrong-password", "The name or the password is wrong.");
      case Accounts.Verdict.TooSoon(Duration remaining) -> throw tooSoon(remaining);
      case Accounts.Verdict.Busy() -> throw busy();
    };
  }

  static Problem busy() {
    return Problem.busy(3, "Too many people sign in at this moment; try again in 3 s.");
  }

  static Problem tooSoon(Duration remaining) {
    long seconds = remaining.plusMillis(999).toSeconds();
    return new Problem(
            429,
            "too-many-attempts",
            "The password was wrong too often; try again in " + seconds + " s.")
        .with("retryAfterSeconds", seconds);
  }

  private Response signedIn(Request request, User user) {
    String before = request.token();
    if (before != null) {
      // A session that somebody else may have planted must not outlive the sign-in.
      sessions.end(before);
    }
    String token = sessions.begin(user);
    return new Response.Json(
        200,
        new SignedIn(token, Account.of(user)),
        Map.of(
            "set-cookie",
            SessionCookie.set(request, token, config.sessionAge()),
            "cache-control",
            "no-store"));
  }

  private Response logout(Request request) {
    String token = request.token();
    if (token != null) {
      sessions.end(token);
    }
    return new Response.Empty(204, Map.of("set-cookie", SessionCookie.clear(request)));
  }

  private Response profile(Request request) {
    String token = request.token();
    Sessions.SignedIn known = token == null ? null : sessions.find(token);
    if (known == null) {
      throw new Problem(401, "not-signed-in", "Sign in first.");
    }
    return new Response.Json(Account.of(known.user()));
  }

  static String required(String name, @Nullable String value) {
    if (value == null) {
      throw Problem.invalid("The member " + name + " is missing.");
    }
    return value;
  }
}
