import { installed } from './installed';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function chromium(): string {
  return installed('Chromium', names, 'chromium');
}
