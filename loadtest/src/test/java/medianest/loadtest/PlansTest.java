package medianest.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import medianest.loadtest.http.Target;
import medianest.loadtest.plan.BadPlan;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.PlanFile;
import medianest.loadtest.plan.Threshold;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans hold, and what is wrong with those that cannot be run. */
class PlansTest {

  @ParameterizedTest
  @ValueSource(strings = {"guide", "viewers", "capacity", "database"})
  void shippedPlansAreThoseOfTheFolder(String name) throws Exception {
    Plan plan = PlanFile.find(name);
    assertThat(PlanFile.SHIPPED).contains(name);
    assertThat(plan).isEqualTo(PlanFile.read(Path.of("plans").resolve(name + ".yml")));
    assertThat(plan.thresholds()).isNotEmpty();
    assertThat(plan.length()).isGreaterThan(Duration.ofMinutes(5));
  }

  @Test
  void theDatabasePlanIsTheGuides() throws Exception {
    Plan plan = PlanFile.find("database");
    assertThat(plan.connections()).isEqualTo(100);
    assertThat(plan.hasStatements()).isTrue();
    assertThat(plan.hasRequests()).isFalse();
    assertThat(plan.phases())
        .extracting(phase -> phase.load().at(1), phase -> phase.length().toSeconds())
        .containsExactly(Tuple.tuple(100.0, 300L), Tuple.tuple(500.0, 180L));
    assertThat(plan.phases().stream().map(plan::scenarios))
        .extracting(each -> each.stream().map(Plan.Scenario::weight).toList())
        .containsExactly(List.of(60.0, 20.0, 15.0, 5.0), List.of(40.0, 30.0, 20.0, 10.0));
  }

  @Test
  void theGuidesPlanIsTheGuides() throws Exception {
    Plan plan = PlanFile.read(Path.of("plans/guide.yml"));
    assertThat(plan.phases())
        .extracting(phase -> phase.length().toSeconds())
        .containsExactly(60L, 300L, 120L, 180L, 60L);
    assertThat(plan.phases().stream().map(Phase::load).map(load -> load.at(1)))
        .containsExactly(300.0, 300.0, 800.0, 1200.0, 100.0);
    assertThat(plan.scenarios())
        .extracting(Plan.Scenario::weight)
        .containsExactly(20.0, 30.0, 40.0, 10.0);
    assertThat(plan.thresholds())
        .extracting(Threshold::text)
        .containsExactly(
            "p(95)<1000", "p(99)<2000", "rate<0.01", "rate>100", "count>50000", "value<=1200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scenarios: [] | needs scenarios and phases",
        "surprise: 1 | a key surprise that is not known",
        "think: soon | must be a length",
        "thresholds: {response_time: 'quick'} | is not of the form",
        "connections: -1 | must be a number from 0 on",
      })
  void whatIsWrongIsNamed(String change, String sentence) {
    String plan =
        """
        phases: [{name: sustained, length: 1s, users: 1}]
        """
            + (change.startsWith("scenarios")
                ? ""
                : "scenarios: [{name: a, steps: [{call: GET /}]}]\n")
            + change;
    assertThatThrownBy(() -> PlanFile.parse(plan, "test"))
        .isInstanceOf(BadPlan.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void thresholdsCompareWithABoundOrWithAnEarlierRun() throws Exception {
    Threshold absolute = Threshold.parse("http_req_duration{phase:spike}", "p(95)<1000", false);
    assertThat(absolute.subject()).isEqualTo("response_time{phase:spike}");
    assertThat(absolute.holds(999, Double.NaN)).isTrue();
    assertThat(absolute.holds(1000, Double.NaN)).isFalse();
    assertThat(absolute.holds(Double.NaN, Double.NaN)).isFalse();
    Threshold relative = Threshold.parse("response_time", "p(95)<baseline*1.1", false);
    assertThat(relative.holds(109, 100)).isTrue();
    assertThat(relative.holds(111, 100)).isFalse();
    assertThat(relative.holds(50, Double.NaN)).isFalse();
  }

  @Test
  void somebodyElsesServerIsNoTarget() {
    assertThatThrownBy(() -> Target.of("http://192.0.2.1", false))
        .hasMessageContaining("--any-host");
    assertThatThrownBy(() -> Target.of("ftp://localhost", true)).hasMessageContaining("http://");
  }
}
