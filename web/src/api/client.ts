import { m } from '../messages';
import { served } from '../served/served';

/** What went wrong, in a sentence for a person. Status 0 means that the server was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly reasons: string[] = [],
    readonly retryAfterSeconds: number | undefined = undefined,
    /** How far the server is with what has to be done first. */
    readonly percent: number | undefined = undefined,
  ) {
    super(message);
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }

  get isMissing(): boolean {
    return this.status === 404;
  }
}

export type Query = Record<string, string | number | boolean | undefined>;

interface CallOptions {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Lets the call outlive the page, for what is sent while it closes. */
  keepalive?: boolean;
}

let onSignedOut: () => void = () => {};

/** Tells the session when the server no longer knows the caller. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.isSignedOut && !path.endsWith('/auth/login')) onSignedOut();
    throw problem;
  }
  // What was taken on (202), as well as what is done (204), has nothing to say.
  const answer = await response.text();
  return (answer === '' ? undefined : JSON.parse(answer)) as T;
}

/** A text at an address that always holds the same. */
export async function getText(path: string, signal: AbortSignal): Promise<string> {
  return (await getFile(path, signal)).text();
}

export async function getBuffer(path: string, signal: AbortSignal): Promise<ArrayBuffer> {
  return (await getFile(path, signal)).arrayBuffer();
}

async function getFile(path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', signal });
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function send(method: string, path: string, options: CallOptions): Promise<Response> {
  const hasBody = options.body !== undefined;
  try {
    return await fetch(address(path, options.query), {
      method,
      credentials: 'same-origin',
      cache: 'no-cache',
      headers: { accept: 'application/json', ...(hasBody && { 'content-type': 'application/json' }) },
      ...(hasBody && { body: JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
      keepalive: options.keepalive ?? false,
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new Problem(0, m.problem.unreachable);
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('retry-after'));
  return problemFrom(response.status, await response.text(), retryAfter > 0 ? retryAfter : undefined);
}

/** Reads an RFC 9457 problem; an answer of any other form gets the sentence of its status. */
export function problemFrom(status: number, body: string, retryAfterSeconds?: number): Problem {
  const { detail, reasons, percent } = parsed(body);
  return new Problem(
    status,
    detail === undefined ? m.problem.ofStatus(status) : served(detail),
    reasons.map(served),
    retryAfterSeconds,
    percent,
  );
}

function parsed(body: string): { detail?: string; reasons: string[]; percent?: number } {
  try {
    const { detail, reasons, percent } = JSON.parse(body) as Record<string, unknown>;
    return {
      ...(typeof detail === 'string' && detail !== '' && { detail }),
      ...(typeof percent === 'number' && { percent }),
      reasons: Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : [],
    };
  } catch {
    return { reasons: [] };
  }
}

export function isAbort(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'AbortError';
}

/** Any failure as a problem with a sentence; what is not from the server is a fault of the page. */
export function asProblem(failure: unknown): Problem {
  return failure instanceof Problem ? failure : new Problem(-1, m.problem.page);
}
