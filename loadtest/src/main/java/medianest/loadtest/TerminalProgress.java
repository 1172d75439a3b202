package medianest.loadtest;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import medianest.loadtest.engine.Run;
import medianest.loadtest.engine.Second;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;

/** How a run goes, in one line that is written over; a line every ten seconds into a file. */
final class TerminalProgress implements Run.Progress {

  private static final int EVERY = 10;

  private final PrintStream out;
  private final boolean terminal;
  private double length;
  private int told;

  TerminalProgress(PrintStream out) {
    this.out = out;
    this.terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  @Override
  public void begun(Plan plan, long atNanos) {
    length = plan.length().toNanos() / 1e9;
    out.printf(Locale.ROOT, "%s: %d phases, %.0f s.%n", plan.name(), plan.phases().size(), length);
  }

  @Override
  public void second(Second second, Phase phase) {
    if (!terminal && told++ % EVERY != EVERY - 1) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "%3.0f %%  %-10s %5d people  %6d/s  p50 %6.1f  p95 %6.1f  p99 %6.1f ms  %d failed",
            Math.min(100, 100 * second.at() / length),
            phase.name(),
            second.users(),
            second.requests(),
            second.p50(),
            second.p95(),
            second.p99(),
            second.failed());
    out.print(terminal ? "\r\u001b[K" + line : line + System.lineSeparator());
    out.flush();
  }
}
