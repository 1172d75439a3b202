import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MediaFolders } from './media';
import { keptSession } from './places';
import type { RunningServer } from './server';

interface Run {
  media: MediaFolders;
  server: RunningServer;
}

const file = join(dirname(keptSession), 'run.json');

/** What the tests, which are processes of their own, have to know of this run. */
export function shareRun(run: Run): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(run));
}

export function thisRun(): Run {
  return JSON.parse(readFileSync(file, 'utf8')) as Run;
}

export function runningServer(): RunningServer {
  return thisRun().server;
}

export function at(path: string): string {
  return `http://127.0.0.1:${runningServer().port}${path}`;
}
