package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a planted method are counted and timed for as long as somebody asks for it. */
@Timeout(60)
class MethodTimingsTest {

  private static int planted(int calls) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(2);
    return calls + 1;
  }

  private static String name(String method) {
    return MethodTimingsTest.class.getName() + "::" + method;
  }

  @Test
  void everyCallIsCountedUntilItIsStopped() throws Exception {
    try (MethodTimings timings = new MethodTimings(InstantSource.system())) {
      timings.time(List.of(TimedMethod.of(name("planted"))));
      assertThat(timings.since()).isNotNull();
      int calls = 0;
      for (int i = 0; i < 37; i++) {
        calls = planted(calls);
      }
      while (timings.timings().stream().noneMatch(each -> each.calls() == 37)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      MethodTimings.Timing timing = timings.timings().getFirst();
      assertThat(timing.method()).isEqualTo(name("planted(int)"));
      assertThat(timing.minNanos()).isGreaterThan(1_000_000);
      assertThat(timing.averageNanos()).isBetween(timing.minNanos(), timing.maxNanos());
      timings.time(List.of());
      assertThat(timings.timings()).isEmpty();
      assertThat(timings.timed()).isEmpty();
      assertThat(timings.since()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.lang.Object::hashCode               | is one of this program
          medianest.http.Gate                      | is one of this program
          medianest.http.Gate::*                   | is one of this program
          medianest.http.Gate::admit;java.X::y     | is one of this program
          medianest.http.None::admit               | There is no class medianest.http.None
          medianest.http.Gate::nothing             | has no method nothing
          medianest.http.Handler::handle           | has no method handle
          """)
  void nonsenseIsRefusedInASentence(String name, String sentence) {
    assertThatThrownBy(() -> TimedMethod.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void elevenAreTooMany() {
    List<TimedMethod> eleven =
        IntStream.range(0, 11).mapToObj(i -> new TimedMethod("medianest.A" + i, "b")).toList();
    try (MethodTimings timings = new MethodTimings(InstantSource.system())) {
      assertThatThrownBy(() -> timings.time(eleven)).hasMessageContaining("At most 10 methods");
      assertThat(timings.timed()).isEmpty();
    }
  }
}
