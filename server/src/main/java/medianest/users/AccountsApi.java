package medianest.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts over HTTP: each changes its own password, an admin looks after all of them. */
public final class AccountsApi {

  private static final Logger LOG = LoggerFactory.getLogger(AccountsApi.class);

  /** So many accounts are listed at once. */
  private static final int PAGE = 100;

  private final Accounts accounts;
  private final Sessions sessions;

  public AccountsApi(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  public void addTo(Routes routes) {
    routes.add("PUT", "/api/v1/auth/password", Policy.MEMBER, this::changeOwn);
    routes.add("GET", "/api/v1/accounts", Policy.ADMIN, this::list, "cursor");
    routes.add("POST", "/api/v1/accounts", Policy.ADMIN, this::add);
    routes.add("DELETE", "/api/v1/accounts/{id}", Policy.ADMIN, this::remove);
    routes.add("PUT", "/api/v1/accounts/{id}/password", Policy.ADMIN, this::reset);
  }

  record ChangeForm(@Nullable String current, @Nullable String password) {
    /** Without the secrets, since records end up in logs. */
    @Override
    public String toString() {
      return "ChangeForm";
    }
  }

  record AccountForm(@Nullable String username, @Nullable String password, @Nullable String role) {
    /** Without the secrets, since records end up in logs. */
    @Override
    public String toString() {
      return "AccountForm";
    }
  }

  record PasswordForm(@Nullable String password) {
    /** Without the secrets, since records end up in logs. */
    @Override
    public String toString() {
      return "PasswordForm";
    }
  }

  record AccountList(List<AuthApi.Account> items, @Nullable String next) {}

  /** Who has taken over a session must not keep the account: the password is asked for again. */
  private Response changeOwn(Request request) throws InterruptedException {
    ChangeForm form = request.json(ChangeForm.class);
    String current = AuthApi.required("current", form.current());
    String password = AuthApi.required("password", form.password());
    String name = request.caller().name();
    switch (accounts.verify(name, current, request.clientAddress())) {
      case Accounts.Verdict.Accepted(User user) -> change(user, password, request.token());
      // Not 401, after which a page takes its session for ended.
      case Accounts.Verdict.Wrong() ->
          throw new Problem(403, "wrong-password", "The current password is wrong.");
      case Accounts.Verdict.TooSoon(var remaining) -> throw AuthApi.tooSoon(remaining);
      case Accounts.Verdict.Busy() -> throw AuthApi.busy();
    }
    return new Response.Empty(204);
  }

  private Response list(Request request) {
    String cursor = request.query("cursor");
    List<User> found = accounts.page(cursor == null ? "" : decoded(cursor), PAGE + 1);
    boolean more = found.size() > PAGE;
    List<User> shown = more ? found.subList(0, PAGE) : found;
    return new Response.Json(
        new AccountList(
            shown.stream().map(AuthApi.Account::of).toList(),
            more ? encoded(UserName.keyOf(shown.getLast().name())) : null));
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8).replace("\0", "");
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("The cursor is not one that this server gave out.");
    }
  }

  private Response add(Request request) {
    AccountForm form = request.json(AccountForm.class);
    String username = AuthApi.required("username", form.username());
    String password = AuthApi.required("password", form.password());
    try {
      Role role = Role.of(form.role() == null ? Role.MEMBER.word() : form.role());
      User made = accounts.add(username, role, password);
      LOG.info("{} made the account {}, {}.", request.caller().name(), made.name(), role.word());
      return new Response.Json(201, AuthApi.Account.of(made));
    } catch (AccountProblem e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
  }

  private Response remove(Request request) {
    User user = other(request, "You cannot remove the account that you use.");
    // What was opened by its sessions ends with them, and they go with the account.
    sessions.endAll(user.id(), null);
    try {
      accounts.remove(user.name());
    } catch (AccountProblem e) {
      throw new Problem(409, "account", String.valueOf(e.getMessage()));
    }
    LOG.info("{} removed the account {}.", request.caller().name(), user.name());
    return new Response.Empty(204);
  }

  private Response reset(Request request) {
    PasswordForm form = request.json(PasswordForm.class);
    String password = AuthApi.required("password", form.password());
    change(other(request, "Change your own password with the one that you have."), password, null);
    return new Response.Empty(204);
  }

  /**
   * Changes a password, and signs the account out wherever the old one was used.
   *
   * @param kept token of the session that goes on
   */
  private void change(User user, String password, @Nullable String kept) {
    try {
      accounts.changePassword(user, password);
    } catch (AccountProblem e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
    sessions.endAll(user.id(), kept);
  }

  /**
   * The account that the address names.
   *
   * @param own what is said where it is the caller's own
   */
  private User other(Request request, String own) {
    User user =
        parsed(request.path("id"))
            .flatMap(accounts::find)
            .orElseThrow(() -> Problem.notFound("There is no such account."));
    // Not as the address writes it: an id can be written in more than one way.
    if (user.id().toString().equals(request.caller().userId())) {
      throw new Problem(409, "own-account", own);
    }
    return user;
  }

  private static Optional<UUID> parsed(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
