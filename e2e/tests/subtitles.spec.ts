import { film } from '../support/places';
import { forgetProgress, play } from '../support/player';
import { expect, type Page, test } from '../support/test';
import { expectPlaying, videoState } from '../support/video';

test.afterEach(({ page }) => forgetProgress(page));

async function chooseSubtitles(page: Page, name: RegExp): Promise<void> {
  await page.mouse.move(420, 300);
  await page.getByRole('button', { name: 'Settings' }).click();
  const back = page.getByRole('menuitem', { name: 'Subtitles', exact: true });
  if ((await page.getByRole('menuitemradio').count()) > 0) await back.click();
  await page.getByRole('menuitem', { name: /^Subtitles/ }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(page.getByRole('menuitemradio', { name })).toBeChecked();
}

/** From the menu back to the film: the controls stay for a key's focus among them. */
async function leaveMenu(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Player' }).focus();
}

const shownCues = (page: Page) =>
  page.evaluate(() =>
    [...(document.querySelector('video')?.textTracks ?? [])]
      .filter(({ mode }) => mode === 'showing')
      .flatMap(({ activeCues }) => [...(activeCues ?? [])])
      .map((cue) => ({ text: (cue as VTTCue).text, start: cue.startTime })),
  );

test('subtitles beside the film are shown, moved and remembered without restarting the stream', async ({
  page,
}) => {
  await play(page, film);
  const source = await page.evaluate(() => document.querySelector('video')?.src);
  await chooseSubtitles(page, /French.*SDH/);
  await expect
    .poll(async () => (await shownCues(page))[0]?.text)
    .toBe('Où est passé le garçon? Il a mangé à la fenêtre.');
  await page.keyboard.press('Escape');

  const before = (await shownCues(page))[0]?.start ?? Number.NaN;
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('h');
  await expect.poll(async () => (await shownCues(page))[0]?.start).toBeCloseTo(before + 0.3, 3);
  await expectPlaying(page);
  expect(await page.evaluate(() => document.querySelector('video')?.src)).toBe(source);

  await page.reload();
  await expectPlaying(page);
  await expect.poll(async () => (await shownCues(page))[0]?.start).toBeCloseTo(before + 0.3, 3);
  await page.keyboard.press('c');
  await expect.poll(async () => (await shownCues(page)).length).toBe(0);
});

test('subtitles within a long file come by windows, and again after a seek', async ({ page }) => {
  const windows: string[] = [];
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.split('/').at(-1) ?? '';
    if (/^text/.test(name)) windows.push(name);
  });
  await play(page, film);
  await chooseSubtitles(page, /^English/);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await shownCues(page))[0]?.text).toMatch(/^This is line \d+\.$/);
  await page.keyboard.press('8');
  await expect.poll(async () => (await videoState(page)).time).toBeGreaterThan(90);
  await expect.poll(async () => (await shownCues(page))[0]?.text).toMatch(/^This is line (19|2\d)\.$/);
  expect(windows).toContain('text_0.vtt');
  expect(windows).toContain('text_1.vtt');
  expect(windows).not.toContain('text.vtt');
  await page.keyboard.press('s');
  await expect(page.getByRole('region', { name: 'Playback figures' })).toContainText('English');
  await page.keyboard.press('s');
  await page.keyboard.press('c');
});

/** Where a line of subtitles is only if it has risen: the controls begin beneath it. */
const aboveControls = { clip: { x: 200, y: 560, width: 880, height: 128 } };

test('subtitles stand above the controls while these are shown, and come down again', async ({
  page,
  browserName,
}) => {
  await play(page, film);
  await chooseSubtitles(page, /French.*SDH/);
  await leaveMenu(page);
  await expect.poll(async () => (await shownCues(page)).length).toBe(1);
  await page.keyboard.press('k');
  await expect.poll(async () => (await videoState(page)).paused).toBe(true);
  const withThem = await page.screenshot(aboveControls);
  await page.keyboard.press('c');
  await expect.poll(async () => (await shownCues(page)).length).toBe(0);
  await expect
    .poll(async () => differing(page, withThem, await page.screenshot(aboveControls)))
    .toBeGreaterThan(2_000);
  await page.keyboard.press('c');
  const line = () =>
    page.evaluate(() => {
      const tracks = [...(document.querySelector('video')?.textTracks ?? [])];
      const showing = tracks.find(({ mode }) => mode === 'showing');
      return (showing?.activeCues?.[0] as VTTCue | undefined)?.line;
    });
  // Chromium has a name for what they are drawn in, so the style sheet moves them all.
  if (browserName === 'firefox') await expect.poll(line).toBeLessThan(-2);
  await page.keyboard.press('k');
  await expect.poll(line).toBe('auto');
  await page.keyboard.press('c');
});

test('styled subtitles are drawn over the picture', async ({ page }) => {
  await play(page, film);
  await page.keyboard.press('k');
  await expect.poll(async () => (await videoState(page)).paused).toBe(true);
  const upperHalf = { clip: { x: 0, y: 80, width: 1280, height: 300 } };
  const without = await page.screenshot(upperHalf);
  await chooseSubtitles(page, /^Spanish/);
  await leaveMenu(page);
  await expect(page.locator('canvas.JASSUB')).toBeAttached({ timeout: 20_000 });
  // The plain text that stands in is gone once the drawing is there.
  await expect.poll(async () => (await shownCues(page)).length, { timeout: 20_000 }).toBe(0);
  await expect
    .poll(async () => differing(page, without, await page.screenshot(upperHalf)), { timeout: 20_000 })
    .toBeGreaterThan(2_000);
  // What is said stands above the controls, which begin at nine tenths of the film, and comes down again when they
  // leave; the sign stays where it is.
  const spoken = async () => (await drawnEnds(page)).lower;
  const controls = (800 - 112 - 40) / 720;
  await expect.poll(spoken).toBeLessThan(controls);
  const sign = (await drawnEnds(page)).upper;
  await page.keyboard.press('k');
  await expect(page.locator('.controls.shown')).toHaveCount(0);
  await expect.poll(spoken).toBeGreaterThan(controls);
  expect((await drawnEnds(page)).upper).toBeCloseTo(sign, 2);
  await page.keyboard.press('k');
  await expect.poll(spoken).toBeLessThan(controls);
  await page.keyboard.press('c');
  await expect(page.locator('canvas.JASSUB')).toHaveCount(0);
});

/** Where that which is drawn in the upper and in the lower half of the film ends, as shares of its height. */
function drawnEnds(page: Page): Promise<Record<'upper' | 'lower', number>> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.JASSUB');
    const height = 360;
    const copy = new OffscreenCanvas(640, height).getContext('2d');
    if (canvas) copy?.drawImage(canvas, 0, 0, 640, height);
    const pixels = copy?.getImageData(0, 0, 640, height).data ?? new Uint8ClampedArray();
    const isDrawn = (row: number) => {
      const line = pixels.subarray(row * 640 * 4, (row + 1) * 640 * 4);
      return line.some((value, at) => at % 4 === 3 && value > 128);
    };
    const rows = Array.from({ length: height }, (_, row) => row).filter(isDrawn);
    const endOf = (part: number[]) => ((part.at(-1) ?? Number.NaN) + 1) / height;
    return {
      upper: endOf(rows.filter((row) => row < height / 2)),
      lower: endOf(rows.filter((row) => row >= height / 2)),
    };
  });
}

/** How many pixels of two pictures of the same size are clearly not the same. */
function differing(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const pixels = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
        }),
      );
      const [before = new Uint8ClampedArray(), after = new Uint8ClampedArray()] = pixels;
      let count = 0;
      for (let at = 0; at < before.length; at += 4) {
        const apart = [0, 1, 2].some(
          (part) => Math.abs((before[at + part] ?? 0) - (after[at + part] ?? 0)) > 60,
        );
        if (apart) count += 1;
      }
      return count;
    },
    [one.toString('base64'), other.toString('base64')],
  );
}

test('subtitles that are pictures are drawn over the film, which goes on as it is', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await play(page, film);
  const source = await page.evaluate(() => document.querySelector('video')?.src);
  await chooseSubtitles(page, /^German/);
  await leaveMenu(page);
  await page.keyboard.press('k');
  await seekTo(page, 11);
  await expect.poll(() => drawnPixels(page)).toBe(640 * 120);
  const { film: picture, plane } = await places(page);
  expect(plane.width).toBeCloseTo(picture.width, 0);
  // The controls cover 112 pixels of the window, 40 of which are beneath the film.
  await expect.poll(() => risen(page)).toBeCloseTo(72, 0);
  // Later than its file says, it is gone where it was there, and there where it was gone.
  for (let times = 0; times < 20; times += 1) await page.keyboard.press('h');
  await seekTo(page, 11);
  await expect.poll(() => drawnPixels(page)).toBe(0);
  await seekTo(page, 15);
  await expect.poll(() => drawnPixels(page)).toBeGreaterThan(0);
  for (let times = 0; times < 20; times += 1) await page.keyboard.press('g');
  await seekTo(page, 17);
  await expect.poll(() => drawnPixels(page)).toBe(0);

  await seekTo(page, 58.5);
  await expect.poll(() => drawnPixels(page)).toBeGreaterThan(0);
  await page.keyboard.press('k');
  expect(await leastDrawnUntil(page, 61), 'pixels while one window follows the other').toBe(640 * 120);
  await expect.poll(() => risen(page), 'pixels above its place').toBeCloseTo(0, 0);
  await page.keyboard.press('k');
  await seekTo(page, 66);
  await expect.poll(() => drawnPixels(page)).toBe(0);
  expect(requests.filter((path) => path.endsWith('/pictures_1.sup'))).toHaveLength(1);

  await chooseSubtitles(page, /^Italian/);
  await page.keyboard.press('Escape');
  await seekTo(page, 21);
  await expect.poll(() => drawnPixels(page)).toBeGreaterThan(0);
  await seekTo(page, 26);
  await expect.poll(() => drawnPixels(page)).toBe(0);
  await page.keyboard.press('c');
  await expect(page.locator('.picture-subtitles')).toHaveCount(0);

  await page.keyboard.press('k');
  await expectPlaying(page);
  expect(await page.evaluate(() => document.querySelector('video')?.src)).toBe(source);
  expect(requests.filter((path) => /\/t\d+-(v|aac)/.test(path))).toEqual([]);
});

test('pictures that the browser cannot draw are drawn into the film', async ({
  page,
  watch,
  browserName,
}) => {
  // What draws them does not come.
  watch.allowLostConnection();
  await page.route(/libpgs/, (route) => route.abort());
  await play(page, film);
  // The protocol of Firefox tells of no bodies.
  const asked =
    browserName !== 'firefox' &&
    page.waitForRequest(
      (request) => request.url().endsWith('/playback') && (request.postData() ?? '').includes('burnIn'),
    );
  await chooseSubtitles(page, /^German/);
  if (asked) {
    const answer: unknown = await (await asked).response().then((response) => response?.json());
    expect(answer).toMatchObject({ kind: 'transcode' });
  }
  await expect(page.getByRole('menuitemradio', { name: /^German \(in the picture\)$/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
});

async function seekTo(page: Page, seconds: number): Promise<void> {
  await page.evaluate((time) => {
    const video = document.querySelector('video');
    if (video) video.currentTime = time;
  }, seconds);
  await expect.poll(async () => (await videoState(page)).time).toBeGreaterThanOrEqual(seconds);
}

/** How many pixels of the subtitles cover the film at this moment. */
function drawnPixels(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.picture-subtitles canvas.shown');
    if (!canvas) return 0;
    const copy = new OffscreenCanvas(640, 360);
    const context = copy.getContext('2d');
    context?.drawImage(canvas, 0, 0, 640, 360);
    const pixels = context?.getImageData(0, 0, 640, 360).data ?? [];
    let covered = 0;
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 0) covered += 1;
    return covered;
  });
}

/** The same, the least of all moments until the film is at a time. */
async function leastDrawnUntil(page: Page, seconds: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  while ((await videoState(page)).time < seconds) least = Math.min(least, await drawnPixels(page));
  return least;
}

/** How far above its place the plane of the subtitles is; at its place it ends with the film. */
async function risen(page: Page): Promise<number> {
  const { film: picture, plane } = await places(page);
  return picture.y + picture.height - plane.y - plane.height;
}

/** Where the film and its subtitles are on the screen; the picture of the film fills its box but for one side. */
function places(page: Page): Promise<Record<'film' | 'plane', DOMRect>> {
  return page.evaluate(() => {
    const video = document.querySelector('video');
    const canvas = document.querySelector('.picture-subtitles canvas.shown');
    if (!video || !canvas) throw new Error('There are no subtitles over a film.');
    const box = video.getBoundingClientRect();
    const width = Math.min(box.width, (box.height * video.videoWidth) / video.videoHeight);
    const height = (width * video.videoHeight) / video.videoWidth;
    const film = new DOMRect(
      box.x + (box.width - width) / 2,
      box.y + (box.height - height) / 2,
      width,
      height,
    );
    return { film: film.toJSON() as DOMRect, plane: canvas.getBoundingClientRect().toJSON() as DOMRect };
  });
}
