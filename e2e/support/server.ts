import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { checkout } from './places';

const startMs = 120_000;
const stopMs = 20_000;

/** What a later process needs to stop and start the same server. */
export interface RunningServer {
  pid: number;
  port: number;
  data: string;
  log: string;
}

/** Starts the program as a person does, by its command, and waits until it answers. */
export async function startServer(data: string, port: number): Promise<RunningServer> {
  const log = join(data, '..', 'server.log');
  const output = openSync(log, 'a');
  const [command, ...before] = (process.env.MEDIANEST_COMMAND ?? join(checkout, 'medianest')).split(' ');
  if (!command) throw new Error('MEDIANEST_COMMAND is empty.');
  const args = [...before, 'serve', '--data', data, '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(command, args, { cwd: checkout, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  await answering(child, port, log);
  return { pid: child.pid ?? 0, port, data, log };
}

async function answering(child: ChildProcess, port: number, log: string): Promise<void> {
  const end = Date.now() + startMs;
  let exited: number | null | undefined;
  child.once('exit', (code) => {
    exited = code;
  });
  child.once('error', () => {
    exited = null;
  });
  while (Date.now() < end) {
    if (exited !== undefined) throw new Error(`The server ended at once (${exited}):\n${readLog(log)}`);
    if (await healthy(port)) return;
    await pause(100);
  }
  throw new Error(`The server did not answer within ${startMs / 1000} s:\n${readLog(log)}`);
}

async function healthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}

/** Asks the process to end, and only if it does not, ends it with what it started. */
export async function stopServer({ pid }: RunningServer): Promise<void> {
  if (!signal(pid, 'SIGTERM')) return;
  const end = Date.now() + stopMs;
  while (Date.now() < end) {
    if (!signal(pid, 0)) return;
    await pause(50);
  }
  signal(-pid, 'SIGKILL');
  throw new Error(`The server (process ${pid}) did not end within ${stopMs / 1000} s of being asked to.`);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** The one-time link of the banner, as a person would copy it. */
export function setupPath(server: RunningServer): string {
  const found = readLog(server.log)
    .match(/\/setup\?token=[\w.~-]+/g)
    ?.at(-1);
  if (!found) throw new Error(`The banner has no link for the first account:\n${readLog(server.log)}`);
  return found;
}

function readLog(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8') : '';
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() =>
        bound && typeof bound === 'object' ? resolve(bound.port) : reject(new Error('No port.')),
      );
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
