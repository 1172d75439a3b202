import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutMedia } from './media';
import { runningServer, shareRun } from './run';
import { freePort, startServer, stopServer } from './server';

/** Before all tests: media, a free port, the server. What is returned puts everything away again. */
export default async function start(): Promise<() => Promise<void>> {
  const root = mkdtempSync(join(tmpdir(), 'medianest-e2e-'));
  // The embedded database runs as a user of its own where the tests run as root, and has to get through.
  chmodSync(root, 0o755);
  const data = join(root, 'data');
  mkdirSync(data);
  const media = layOutMedia(root);
  const server = await startServer(data, await freePort());
  shareRun({ media, server });
  return async () => {
    await stopServer(runningServer());
    rmSync(root, { recursive: true, force: true });
  };
}
