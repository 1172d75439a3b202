import { film, films } from './places';
import type { Page } from './test';

/** From anywhere to the film in the player, as a viewer goes there. */
export async function playFilm(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: films }).click();
  await page.getByRole('list', { name: films }).getByRole('link', { name: film }).first().click();
  await page
    .getByRole('link', { name: /^(Play|Resume|Start over)/ })
    .first()
    .click();
}
