import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Ends the output with one line that a script can read. */
export default class LastLine implements Reporter {
  #outcomes = new Map<string, boolean>();
  #faults = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status !== 'skipped') this.#outcomes.set(test.id, test.ok());
  }

  /** Something outside of any test, such as a server that did not start. */
  onError(): void {
    this.#faults += 1;
  }

  #unrun = 0;

  onEnd(result: FullResult): void {
    if (result.status !== 'passed' && this.#faults === 0 && ![...this.#outcomes.values()].includes(false))
      this.#unrun = 1;
  }

  async onExit(): Promise<void> {
    const passed = [...this.#outcomes.values()].filter(Boolean).length;
    const failed = this.#outcomes.size - passed + this.#faults + this.#unrun;
    console.log(`${passed} passed, ${failed} failed`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
