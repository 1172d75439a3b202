import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Waits for all that moves for less than a second; what ends may begin something else, so it looks again. */
async function stillness(): Promise<void> {
  for (;;) {
    await new Promise(requestAnimationFrame);
    const moving = document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0) < 1_000);
    if (moving.length === 0) return;
    await Promise.allSettled(moving.map(({ finished }) => finished));
  }
}

/**
 * What axe finds against WCAG 2.2 A and AA, one line each. Evaluated from outside, since the page's policy lets no foreign script in.
 * What is still fading in has not the colours that are to be judged, so that is waited for.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(stillness);
  await page.evaluate(source);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } };
    return axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
  });
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help} (${target.join(' ')}) ${any[0]?.message ?? ''}`),
  );
}
