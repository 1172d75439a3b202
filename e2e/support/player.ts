import { expect, type Page } from '@playwright/test';
import { at } from './run';
import { expectPlaying } from './video';

/** Goes to what is called so and plays it from its beginning. */
export async function play(page: Page, title: string): Promise<void> {
  await page.goto(at(`/search?query=${encodeURIComponent(title)}`));
  await page.getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.goto(at(`/play/${id}?t=0`));
  await expectPlaying(page);
  await page.mouse.move(400, 300);
}

/** Other tests begin the film at its beginning; the page tells where it is when it is left. */
export async function forgetProgress(page: Page): Promise<void> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.goto(at('/'));
  await page.request.delete(at(`/api/v1/media/${id}/progress`), { headers: { origin: at('') } });
}
