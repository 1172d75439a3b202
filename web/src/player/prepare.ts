import type Hls from 'hls.js';
import type PlayerView from './PlayerView.svelte';

interface Prepared {
  view: typeof PlayerView | undefined;
  hls: typeof Hls | undefined;
}

/** What plays films, as far as it is there: even a module that is loaded comes a frame later when it is imported. */
export const prepared: Prepared = { view: undefined, hls: undefined };

/**
 * Fetches and compiles what plays films, so that it is there when it is needed, and asks how to play one as soon as
 * its link is pressed. Who fails here fails again there, in words.
 */
export function prepare(): void {
  import('./PlayerView.svelte')
    .then((module) => {
      prepared.view = module.default;
      return ask();
    })
    .catch(() => {});
  import('hls.js')
    .then((module) => {
      prepared.hls = module.default;
    })
    .catch(() => {});
}

async function ask(): Promise<void> {
  const { askAhead } = await import('./ahead');
  // However often: a function listens once.
  for (const press of ['pointerdown', 'click']) document.addEventListener(press, askAhead, { capture: true });
  // A browser complains about who asks for its loudspeakers before anybody has clicked anything.
  if (!navigator.userActivation?.hasBeenActive) return;
  const { capabilities } = await import('./capabilities');
  capabilities();
}
