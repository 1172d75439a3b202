import { installed } from './installed';

const whole = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The same engine without windows takes a third less time for a test, so it is taken where it is.
 * What people wait for, and what plays, is asked of the browser that they have.
 */
const names = process.env.SPEED || process.env.MATRIX ? whole : ['chromium-headless-shell', ...whole];

export function chromium(): string {
  return installed('Chromium', names, 'chromium');
}
