import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { at } from './run';

/** Sentences of the browser about answers that a test provokes on purpose. */
const provoked =
  /Failed to load resource: the server responded with a status of (400|401|403|404|409|413|415|422)/;

/** The style "body {}", by its hash: Playwright puts it into a page that it takes a picture of in Firefox. */
const styleOfScreenshots = 'sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA=';

interface Watch {
  /** Faults of the page that no test may cause: exceptions, refused by policy, requests to other hosts. */
  faults: string[];
  /** Lets the network be down for a while without that being a fault. */
  allowLostConnection: () => void;
  /** Lets something be refused that what the test itself brings into the page asks for. */
  allow: (refused: string) => void;
}

export const test = base.extend<{ watch: Watch; go: (path: string) => Promise<void> }>({
  watch: [
    async ({ page }, use) => {
      const faults: string[] = [];
      const allowed = [styleOfScreenshots];
      let mayBeLost = false;
      page.on('pageerror', ({ message }) => {
        if (!allowed.some((each) => message.includes(each))) faults.push(`exception: ${message}`);
      });
      page.on('console', (message: ConsoleMessage) => {
        if (message.type() !== 'error' || provoked.test(message.text())) return;
        if (allowed.some((each) => message.text().includes(each))) return;
        if (mayBeLost && /net::ERR_|Failed to load/.test(message.text())) return;
        faults.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const { protocol, host } = new URL(request.url());
        if (protocol.startsWith('http') && host !== new URL(at('/')).host)
          faults.push(`other host: ${request.url()}`);
      });
      await use({
        faults,
        allowLostConnection: () => {
          mayBeLost = true;
        },
        allow: (refused) => {
          allowed.push(refused);
        },
      });
      expect(faults, 'faults of the page').toEqual([]);
    },
    { auto: true },
  ],
  go: async ({ page }, use) => {
    await use(async (path) => {
      await page.goto(at(path));
    });
  },
});

export { expect, type Page };
