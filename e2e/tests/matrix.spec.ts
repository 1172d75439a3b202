import { dirname, join } from 'node:path';
import type { Response } from '@playwright/test';
import { layOutMatrix, matrix, matrixSeconds } from '../support/matrix';
import { at, thisRun } from '../support/run';
import { expect, type Page, test } from '../support/test';
import { expectNoHoles, expectPlaying, expectSound, videoState } from '../support/video';

/** Kinds of files that people have, in a real browser: the picture moves, the sound is there, seeks work. */
const films = matrix(process.env.MATRIX !== undefined);

/** Keys that seek to so many tenths, forwards and backwards. */
const seeks = ['6', '2', '7', '4', '1'];

let ids: Map<string, string>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  const folder = join(dirname(thisRun().media.films), 'matrix');
  layOutMatrix(folder, films);
  const page = await browser.newPage();
  ids = await scanned(page, folder);
  await page.close();
});

/** The items of the library of this folder, by the names of their files. */
async function scanned(page: Page, folder: string): Promise<Map<string, string>> {
  const headers = { origin: at('') };
  const body = { name: 'Matrix', kind: 'other', path: folder };
  // After a failure the tests go on in another process, which finds the library there already.
  await page.request.post(at('/api/v1/libraries'), { headers, data: body });
  const libraries = (await (await page.request.get(at('/api/v1/libraries'))).json()) as {
    items: { id: string; name: string }[];
  };
  const id = libraries.items.find(({ name }) => name === body.name)?.id;
  const list = async () => {
    const items = await page.request.get(at(`/api/v1/media?library=${id}&limit=100`));
    return ((await items.json()) as { items: { id: string; fileName: string }[] }).items;
  };
  await expect.poll(async () => (await list()).length, { timeout: 30_000 }).toBe(films.length);
  return new Map((await list()).map((item) => [item.fileName, item.id]));
}

for (const { file, way } of films) {
  test(`${file}: ${way}`, async ({ page, watch, browserName }) => {
    // A file of a container that the server has to rewrite first is asked for again.
    watch.allowLostConnection();
    const decided = page.waitForResponse(isDecision);
    await page.goto(at(`/play/${ids.get(file)}?t=0`));
    const playback = (await (await decided).json()) as { kind: string; reasons: string[] };
    await expectPlaying(page);
    // The ways are Chromium's; and which containers it reads by itself changes with its version.
    const kind = playback.kind === 'transcode' ? 'transcode' : 'original';
    if (browserName === 'chromium') expect(kind, playback.reasons.join(' ')).toBe(way);
    expect((await videoState(page)).duration).toBeCloseTo(matrixSeconds, 0);
    await expectNoHoles(page);
    await expectSound(page);
    for (const key of seeks) {
      await test.step(`seek to ${key} tenths`, async () => {
        const { duration } = await videoState(page);
        const wanted = (duration * Number(key)) / 10;
        await page.keyboard.press(key);
        await expect.poll(async () => Math.abs((await videoState(page)).time - wanted)).toBeLessThan(1.5);
        await expectPlaying(page);
        await expectNoHoles(page);
      });
    }
    await expectSound(page);
  });
}

function isDecision(response: Response): boolean {
  return response.url().endsWith('/playback') && response.ok();
}
