package medianest.alerts;

import java.util.List;

/**
 * Settings under {@code alerts}.
 *
 * @param webhooks addresses that get a POST with each alert that fires or resolves
 * @param mail who gets a letter with each
 */
public record AlertsConfig(List<String> webhooks, MailConfig mail) {

  public AlertsConfig {
    webhooks = List.copyOf(webhooks);
  }

  public static AlertsConfig defaults() {
    return new AlertsConfig(List.of(), MailConfig.defaults());
  }
}
