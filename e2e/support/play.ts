import { film, films } from './places';
import type { Page } from './test';

/** From anywhere to the page of the film, as a viewer goes there. */
export async function openFilm(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: films }).click();
  await page.getByRole('list', { name: films }).getByRole('link', { name: film }).first().click();
}

/** From anywhere to the film in the player. */
export async function playFilm(page: Page): Promise<void> {
  await openFilm(page);
  await pressPlay(page);
}

/** On the page of a film. */
export async function pressPlay(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^(Play|Resume|Start over)/ })
    .first()
    .click();
}
