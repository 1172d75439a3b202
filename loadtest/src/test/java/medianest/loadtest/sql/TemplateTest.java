package medianest.loadtest.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void placeholdersBecomeParametersWithValuesOfTheirKind() {
    Template template = Template.of("SELECT * FROM t WHERE id = {int 3} AND name = {word}");
    assertThat(template.sql()).isEqualTo("SELECT * FROM t WHERE id = ? AND name = ?");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      List<Object> values = template.values(random);
      assertThat((Integer) values.get(0)).isBetween(1, 3);
      assertThat((String) values.get(1)).isNotBlank();
    }
  }

  @Test
  void whatIsNoPlaceholderStays() {
    assertThat(Template.of("SELECT '{1,2}'::int[]"))
        .isEqualTo(new Template("SELECT '{1,2}'::int[]", List.of()));
  }
}
