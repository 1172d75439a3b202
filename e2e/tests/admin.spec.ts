import { accessibilityFaults } from '../support/axe';
import { shoot } from '../support/sheet';
import { expect, test } from '../support/test';

const pages = ['overview', 'requests', 'database', 'memory', 'profiles', 'alerts', 'capacity', 'load-tests'];

test('every page of the operator answers its question in the first line', async ({ page, go }) => {
  test.setTimeout(180_000);
  for (const each of pages) {
    await go(`/admin/${each}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Server');
    await expect(page.locator('main p').first()).toContainText(/\.\s*$/);
    await page.waitForLoadState('networkidle');
    expect(await accessibilityFaults(page), each).toEqual([]);
    await shoot(page, `server ${each}`);
  }
});

test('a request shows up with the statements that it ran', async ({ page, go }) => {
  const home = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/home'));
  await go('/');
  await home;
  await go('/admin/requests');
  const last = page.getByRole('region', { name: 'The last ones' });
  await last.getByRole('button', { name: /^Show all/ }).click();
  await expect(last.getByText('GET /api/v1/home').first()).toBeVisible();
  await expect(last.getByText(/watch\.\w+/).first()).toBeVisible();
});

test('a recording becomes a flame graph', async ({ page, go }) => {
  await go('/admin/profiles');
  await page.getByRole('radio', { name: '10 s' }).check();
  await page.getByRole('button', { name: 'Record' }).click();
  await expect(page.getByText(/A recording is under way/)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('button', { name: 'all', exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Shown below')).toBeVisible();
  await expect(page.locator('main p').first()).toContainText(/of the processor’s time went into/);
  await expect(
    page.getByRole('region', { name: 'Where the most happened itself' }).getByRole('row'),
  ).not.toHaveCount(1);
  await shoot(page, 'server flame graph');
});

test('a search for leaks says what grew', async ({ page, go }) => {
  await go('/admin/memory');
  const leaks = page.getByRole('main');
  await expect(leaks.getByText('Nothing grows steadily.')).toBeVisible();
  await leaks.getByRole('radio', { name: '10 s' }).check();
  await leaks.getByRole('button', { name: 'Search' }).click();
  await expect(leaks.getByText(/A search is under way/)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(leaks.getByText(/what lives (grew|shrank) by/)).toBeVisible({ timeout: 40_000 });
  await expect(leaks.getByRole('region', { name: 'Classes that grew' })).toBeVisible();
  await shoot(page, 'server memory with what grew');
});

test('an alert is silenced and heard again', async ({ page, go }) => {
  await go('/admin/alerts');
  const rule = page.getByRole('listitem').filter({ hasText: 'The disk of the data folder is nearly full' });
  await rule.getByRole('button', { name: 'Silence for a day' }).click();
  await expect(rule.getByText(/Silent until/)).toBeVisible();
  await rule.getByRole('button', { name: 'Hear it again' }).click();
  await expect(rule.getByText(/Silent until/)).toBeHidden();
});

test('when the figures cannot be had the page says so and tries again', async ({ page, go }) => {
  await page.route('**/api/v1/admin/capacity', (route) => route.fulfill({ status: 403, body: '' }));
  await go('/admin/capacity');
  await expect(page.getByRole('alert')).toContainText(/may not/);
  await page.unroute('**/api/v1/admin/capacity');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Resources' })).toBeVisible();
});

test('a load test begins, is followed, ended, and leaves a report', async ({ page, go }) => {
  test.setTimeout(90_000);
  await go('/admin/load-tests');
  await page.getByRole('radio', { name: 'Database' }).check();
  await page.getByRole('radio', { name: /A first look/ }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByText(/The load test Database is under way: operations/)).toBeVisible({
    timeout: 30_000,
  });
  await shoot(page, 'server load test under way');
  await page.getByRole('button', { name: 'End it' }).click();
  const ran = page.getByRole('region', { name: 'What ran' });
  const report = ran.getByRole('link', { name: 'Report' }).first();
  await expect(report).toBeVisible({ timeout: 30_000 });
  const [opened] = await Promise.all([page.waitForEvent('popup'), report.click()]);
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText('database');
  await opened.close();
  await ran.getByRole('button', { name: 'Remove' }).first().click();
  await expect(page.getByText('No load test ran yet')).toBeVisible();
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('every page of the operator speaks it, holds its longer words, and loads no others', async ({
    page,
    go,
  }) => {
    test.setTimeout(120_000);
    const words: string[] = [];
    page.on('request', (request) => {
      const name = request.url().match(/words-(en|de)/)?.[1];
      if (name) words.push(name);
    });
    for (const each of pages) {
      await page.setViewportSize({ width: 390, height: 844 });
      await go(`/admin/${each}`);
      await expect(page.getByRole('link', { name: 'Übersicht' })).toBeAttached();
      await expect(page.locator('main p').first()).toContainText(/\.\s*$/);
      for (const width of [390, 1280, 1920]) {
        await page.setViewportSize({ width, height: 844 });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, `${each} at ${width}`).toBeLessThanOrEqual(0);
      }
      await shoot(page, `server ${each} in German`);
    }
    expect(new Set(words)).toEqual(new Set(['de']));
    await page.setViewportSize({ width: 1280, height: 800 });
    await go('/admin/alerts');
    await expect(page.getByText('Die Platte mit dem Datenordner ist fast voll.')).toBeVisible();
    await expect(page.getByText(/[A-Z][a-z]+ the /)).toHaveCount(0);
  });

  test('what the server itself says is German as well', async ({ page, go }) => {
    await go('/settings/server');
    await expect(page.getByText('Antwortet.').first()).toBeVisible();
    await go('/libraries');
    await page.getByRole('button', { name: 'Bibliothek hinzufügen' }).first().click();
    await page.getByLabel('Ordner auf dem Server').fill('/no/such/folder');
    await page.getByLabel('Name', { exact: true }).fill('Filme');
    await page.getByRole('button', { name: 'Hinzufügen und einlesen' }).click();
    await expect(page.getByRole('alert')).toHaveText(
      'Den Ordner /no/such/folder gibt es nicht; prüfe, ob er so heißt und ob seine Platte eingehängt ist.',
    );
    await shoot(page, 'a folder that is not there, in German');
  });
});
