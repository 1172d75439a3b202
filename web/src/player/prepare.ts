/** Fetches and compiles what plays films, so that it is there when it is needed. Who fails here fails again there, in words. */
export function prepare(): void {
  import('./PlayerView.svelte').then(ask).catch(() => {});
  import('hls.js').catch(() => {});
}

/** A browser complains about who asks for its loudspeakers before anybody has clicked anything. */
async function ask(): Promise<void> {
  if (!navigator.userActivation?.hasBeenActive) return;
  const { capabilities } = await import('./capabilities');
  capabilities();
}
