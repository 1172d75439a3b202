package medianest.library;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.cache.SecondLevel;
import medianest.http.Encoded;
import medianest.http.Handler;
import medianest.http.Policy;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Lists as they left lately, by who asked and what for, so that the same question is answered
 * without a thread, a statement or a byte of JSON written anew. What a person changes drops theirs,
 * what changes an item drops all, and nothing is kept for longer than {@link #LIFE}.
 */
public final class PersonalListsApi {

  /** How late a list may show what no request told of: a picture that was made, another node. */
  private static final Duration LIFE = Duration.ofSeconds(2);

  private static final long MOST_BYTES = 16 << 20;

  private final Cache<Question, Answer> answers;
  private final SecondLevel far;

  private record Question(String userId, String address) {}

  private record Answer(Encoded encoded, Set<String> tags, int weight) {}

  private PersonalListsApi(Cache<Question, Answer> answers, SecondLevel far) {
    this.answers = answers;
    this.far = far;
  }

  /**
   * Keeps nothing yet.
   *
   * @param far tells what other nodes dropped, and tells them
   */
  public static PersonalListsApi of(SecondLevel far, CacheMetrics metrics) {
    Cache.Bound<Answer> bound = Cache.Bound.ofBytes(MOST_BYTES, Answer::weight);
    Cache<Question, Answer> answers = Cache.tagged("answers", bound, LIFE, Answer::tags, metrics);
    far.onDrop(tag -> {
      if (tag == null) {
        answers.dropAll();
      } else {
        answers.dropTag(tag);
      }
    });
    return new PersonalListsApi(answers, far);
  }

  /** Declares a list whose answers are kept. Its handler answers with JSON and status 200. */
  public void add(Routes routes, String template, Handler handler, String... query) {
    routes.add(
        new Routes.Route(
            "GET",
            template,
            Policy.MEMBER,
            List.of(query),
            this::kept,
            request -> answered(request, handler)));
  }

  private @Nullable Response kept(Request request) {
    Answer answer = answers.ifPresent(question(request));
    return answer == null ? null : answer.encoded();
  }

  private Response answered(Request request, Handler handler) {
    return answers.get(question(request), question -> asked(question, request, handler)).encoded();
  }

  private static Answer asked(Question question, Request request, Handler handler) {
    Encoded encoded = Encoded.of(value(request, handler));
    return new Answer(
        encoded,
        Set.of(ItemPages.TAG, tag(question.userId())),
        encoded.weight() + 2 * question.address().length());
  }

  private static Object value(Request request, Handler handler) {
    try {
      if (handler.handle(request) instanceof Response.Json json && json.status() == 200) {
        return json.value();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a list was not made", e);
    }
    throw new IllegalStateException("a list answers with JSON: " + request.address());
  }

  private static Question question(Request request) {
    return new Question(request.caller().userId(), request.address());
  }

  private static String tag(String userId) {
    return "answers of " + userId;
  }

  /** Has lists made anew for everybody on this node. */
  void drop() {
    answers.dropTag(ItemPages.TAG);
  }

  /** Routes whose changes drop the answers of who made them, on every node. */
  public Routes dropping(Routes routes) {
    return route -> routes.add(changes(route) ? dropping(route) : route);
  }

  private static boolean changes(Routes.Route route) {
    return !route.method().equals("GET")
        && (route.policy() == Policy.MEMBER || route.policy() == Policy.ADMIN);
  }

  private Routes.Route dropping(Routes.Route route) {
    return new Routes.Route(
        route.method(),
        route.template(),
        route.policy(),
        route.query(),
        route.fast(),
        request -> {
          try {
            return route.handler().handle(request);
          } finally {
            drop(request.caller().userId());
          }
        });
  }

  private void drop(String userId) {
    answers.dropTag(tag(userId));
    far.dropTag(tag(userId));
  }
}
