import { clips, films, longTitle } from '../support/places';
import { at } from '../support/run';
import { expect, test } from '../support/test';

test('searching answers as one types, and the address holds what was asked', async ({ page, go }) => {
  await go('/search');
  const field = page.getByRole('searchbox');
  await expect(field).toBeFocused();
  await field.pressSequentially('kestr');
  await expect(page.getByText('1 item', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Kestrel' }).first()).toBeVisible();
  await expect(page).toHaveURL(/query=kestr/);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('kestr');
  await expect(page.getByText('1 item', { exact: true })).toBeVisible();
  await page.getByRole('searchbox').fill('nothing is called like this');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.getByRole('list', { name: 'Search' }).getByRole('link').first()).toBeVisible();
});

test('sorting is kept in the address and survives Back', async ({ page, go }) => {
  await go('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: films }).click();
  await page.getByRole('button', { name: /^Sort/ }).click();
  await page.getByRole('menuitemradio', { name: 'Longest' }).click();
  await expect(page).toHaveURL(/sort=duration/);
  const first = page.getByRole('list', { name: films }).getByRole('listitem').first();
  await expect(first).toContainText('Harbour Lights');
  await first.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour Lights');
  await page.goBack();
  await expect(page).toHaveURL(/sort=duration/);
  await expect(first).toContainText('Harbour Lights');
});

test('a long wall draws only what is seen, and keeps its place when one comes back', async ({ page, go }) => {
  await go('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: clips }).click();
  const list = page.getByRole('list', { name: clips });
  await expect(list.getByRole('link').first()).toBeVisible();
  const drawn = await list.getByRole('listitem').count();
  const all = Number(await list.getByRole('listitem').first().getAttribute('aria-setsize'));
  expect(all).toBeGreaterThan(drawn);

  await page.mouse.move(800, 500);
  await page.mouse.wheel(0, 2_400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(2_000);
  const place = await page.evaluate(() => scrollY);
  const seen = list.getByRole('link').nth(24);
  await expect(seen).toBeVisible();
  const title = (await seen.getAttribute('title')) ?? '';
  await page.evaluate(
    (name) => document.querySelector<HTMLElement>(`a.open[title=${JSON.stringify(name)}]`)?.click(),
    title,
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await page.goBack();
  await expect(list).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
  await expect(page.getByRole('link', { name: title }).first()).toBeVisible();

  await page.reload();
  await expect.poll(() => page.evaluate(() => scrollY), { timeout: 15_000 }).toBe(place);
});

test('a letter and the end of a long list are one jump away', async ({ page, go }) => {
  await go('/search');
  const letters = page.getByRole('navigation', { name: 'Jump to a letter' });
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/api/v1/media?') && asked.push(request.url()));
  await letters.getByRole('button', { name: 'T', exact: true }).click();
  const list = page.getByRole('list', { name: 'Search' });
  await expect(list.getByRole('link', { name: 'Tundra' }).first()).toBeInViewport();
  await page.evaluate(() => scrollTo(0, 0));
  await letters.getByRole('button', { name: 'K', exact: true }).click();
  await expect(list.getByRole('link', { name: 'Kestrel' }).first()).toBeInViewport();
  await expect(letters.getByRole('button', { name: 'K', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  );
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(4);
  // The wall ends before the first title of the last letter is at the upper edge.
  await letters.getByRole('button').last().click();
  await expect(letters.getByRole('button').last()).toHaveAttribute('aria-current', 'true');
});

test('no letter lies under the tools, however many lines these take', async ({ page, go }) => {
  await go('/search');
  const letters = page.getByRole('navigation', { name: 'Jump to a letter' }).getByRole('button');
  for (const width of [1920, 1280, 800]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(letters.first()).toBeVisible();
    const hidden = await letters.evaluateAll((all) =>
      all
        .filter((each) => {
          const { x, y, width, height } = each.getBoundingClientRect();
          return document.elementFromPoint(x + width / 2, y + height / 2) !== each;
        })
        .map((each) => each.textContent?.trim()),
    );
    expect(hidden, `at ${width}`).toEqual([]);
  }
});

test('what was searched for is offered again', async ({ page, go }) => {
  await go('/search');
  await page.getByRole('searchbox').fill('orchard');
  await expect(page.getByRole('link', { name: 'The Orchard' }).first()).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('medianest.preferences')))
    .toContain('orchard');
  await go('/search');
  await page.getByRole('button', { name: 'orchard', exact: true }).click();
  await expect(page).toHaveURL(/query=orchard/);
  await go('/search');
  await page.getByRole('button', { name: 'Forget orchard' }).click();
  await expect(page.getByText('Searched lately')).toHaveCount(0);
});

test('nothing is wider than the window, at any width and with any title', async ({ page, go }) => {
  for (const path of ['/', '/search', '/libraries', '/upload', '/settings/look', '/settings/keys']) {
    await go(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await page.waitForLoadState('networkidle');
    for (const width of [320, 390, 720, 1000, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const wide = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(wide, { message: `${path} at ${width} px` }).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 390, height: 800 });
  const places = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  const rows = await places.evaluateAll(
    (links) =>
      new Set(links.filter((link) => link.checkVisibility()).map((link) => link.getBoundingClientRect().top))
        .size,
  );
  expect(rows, 'rows of the bar at the bottom').toBe(1);
  await go('/search?query=Very+Long');
  await page.getByRole('link', { name: longTitle }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(longTitle);
  const heading = page.getByRole('heading', { level: 1 });
  expect(await heading.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test('a library is removed, taken back, and scanned again', async ({ page, go }) => {
  await go('/settings/libraries');
  const entry = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: clips }) });
  await entry.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog')).toContainText('The files stay where they are');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(entry).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(entry).toHaveCount(1);
  await page.reload();
  await expect(entry).toHaveCount(1);
  await entry.getByRole('button', { name: 'Scan now' }).click();
  await expect(entry.getByRole('button', { name: 'Scan now' })).toBeEnabled({ timeout: 60_000 });
});

test('files that could not be read are listed with their reasons', async ({ page, go }) => {
  await go('/libraries');
  const library = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: films }) });
  await library.getByRole('link', { name: 'See which' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Cut Off.mp4' })).toContainText(/\w{3,} \w{2,}/);
});

test('the theme is chosen once and holds from the first paint', async ({ page, go }) => {
  await go('/settings/look');
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await ground();
  await page.getByRole('radio', { name: 'Light' }).check();
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.goto(at('/'), { waitUntil: 'commit' });
  await expect.poll(ground).toBe(light);
  await go('/settings/look');
  await page.getByRole('radio', { name: 'Dark' }).check();
  expect(await ground()).toBe(dark);
});
