import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { reportFolder } from './places';

const shots = join(reportFolder, 'shots');
const themes = ['dark', 'light'];
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Pictures of the page as it is now, at every size in both themes; only while a sheet is being made. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.SHEET) return;
  mkdirSync(shots, { recursive: true });
  const before = page.viewportSize();
  const themeBefore = await page.evaluate(() => document.documentElement.dataset.theme);
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of themes) {
      await page.evaluate((chosen) => {
        document.documentElement.dataset.theme = chosen;
      }, theme);
      // The layout answers a new width in its own frame, the picture is that of the next.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      await page.waitForTimeout(120);
      const file = `${name.replaceAll(/\W+/g, '-')}.${size.width}.${theme}.png`;
      await page.screenshot({ path: join(shots, file), animations: 'disabled', caret: 'hide' });
    }
  }
  await page.evaluate((chosen) => {
    document.documentElement.dataset.theme = chosen;
  }, themeBefore);
  if (before) await page.setViewportSize(before);
}

/** One picture of all pictures. */
export async function makeSheet(page: Page): Promise<string> {
  const files = readdirSync(shots)
    .filter((file) => file.endsWith('.png'))
    .sort();
  const names = [...new Set(files.map((file) => file.split('.')[0] ?? ''))];
  const rows = names.map((name) => {
    const cells = sizes.flatMap(({ width }) => themes.map((theme) => `${name}.${width}.${theme}.png`));
    const pictures = cells.filter((file) => files.includes(file)).map(pictureOf);
    return `<h2>${name.replaceAll('-', ' ')}</h2><div>${pictures.join('')}</div>`;
  });
  const style =
    'body{margin:24px;background:#777;font:14px sans-serif}div{display:flex;gap:12px}img{height:300px}h2{margin:12px 0 4px}';
  await page.setViewportSize({ width: 2700, height: 1000 });
  await page.setContent(`<style>${style}</style>${rows.join('')}`);
  const sheet = join(reportFolder, 'contact-sheet.jpg');
  writeFileSync(sheet, await page.screenshot({ fullPage: true, type: 'jpeg', quality: 80 }));
  return sheet;
}

function pictureOf(file: string): string {
  return `<img alt="" src="data:image/png;base64,${readFileSync(join(shots, file)).toString('base64')}">`;
}
