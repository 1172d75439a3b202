import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium';
import { firefox } from './support/firefox';
import { keptSession } from './support/places';

const signedIn = { use: { storageState: keptSession } };

/** How films play, in another engine. */
const inFirefox = {
  name: 'firefox',
  testMatch: ['watch', 'player', 'subtitles', 'matrix', 'shaka'].map((name) => `${name}.spec.ts`),
  dependencies: ['set up'],
  use: {
    ...signedIn.use,
    browserName: 'firefox' as const,
    channel: 'moz-firefox',
    launchOptions: {
      executablePath: process.env.MATRIX ? firefox() : '',
      firefoxUserPrefs: { 'media.autoplay.default': 0 },
    },
  },
};

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './support/start.ts',
  // One server, one viewer: what one test uploads or watches, the next one finds.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./support/last-line.ts']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    actionTimeout: 10_000,
    launchOptions: {
      executablePath: chromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
  projects: [
    { name: 'set up', testMatch: 'set-up.spec.ts' },
    {
      name: 'use',
      testMatch: [
        'watch',
        'player',
        'subtitles',
        'browse',
        'library',
        'upload',
        'admin',
        'keyboard',
        'errors',
        'people',
        'accessible',
      ].map((name) => `${name}.spec.ts`),
      dependencies: ['set up'],
      ...signedIn,
    },
    {
      name: 'matrix',
      testMatch: process.env.MATRIX ? ['matrix.spec.ts', 'shaka.spec.ts'] : 'matrix.spec.ts',
      dependencies: ['set up'],
      ...signedIn,
    },
    ...(process.env.MATRIX ? [inFirefox] : []),
    ...(process.env.SHEET
      ? [{ name: 'sheet', testMatch: 'sheet.spec.ts', dependencies: ['use'], ...signedIn }]
      : []),
    ...(process.env.SPEED
      ? [{ name: 'speed', testMatch: 'speed.spec.ts', dependencies: ['set up'], ...signedIn }]
      : []),
    {
      name: 'secrets',
      testMatch: 'secrets.spec.ts',
      dependencies: ['use', 'matrix'],
      ...signedIn,
    },
    {
      name: 'stop',
      testMatch: 'stop.spec.ts',
      dependencies: [process.env.SPEED ? 'speed' : process.env.SHEET ? 'sheet' : 'secrets'],
      ...signedIn,
    },
  ],
});
