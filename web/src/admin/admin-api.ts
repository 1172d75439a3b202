import { call } from '../api/client';

const root = '/api/v1/admin';

export type Unit = 'bytes' | 'bytesPerSecond' | 'seconds' | 'share' | 'perSecond' | 'count';
export type Span = 'recent' | 'days' | 'years';

export interface Line {
  name: string;
  unit: Unit;
  sentence: string;
  limit: number | null;
  at: number[];
  mean: number[];
  peak: number[];
}

/** How long something took, by its name; milliseconds. */
export interface Times {
  name: string;
  count: number;
  failed: number;
  totalMs: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  maxMs: number;
}

export interface RequestLine {
  trace: string;
  method: string;
  route: string;
  status: number;
  startedAt: string;
  firstByteMs: number;
  durationMs: number;
  bytes: number;
  user: string | null;
  /** Waited for a connection to the database. */
  connectionMs: number;
  statements: { name: string; times: number; ms: number }[];
  lookUps: { cache: string; hits: number; misses: number }[];
}

export interface Requests {
  routes: Times[];
  last: RequestLine[];
  slowest: RequestLine[];
  findings: { route: string; statement: string; most: number; requests: number }[];
}

export interface DatabaseUse {
  pool: { active: number; idle: number; waiting: number; limit: number };
  bytes: number;
  statements: Times[];
  slow: {
    statement: string;
    seconds: number;
    lines: string[];
    missingIndex: MissingIndex | null;
    hint: string | null;
  }[];
  tables: {
    name: string;
    rows: number;
    deadRows: number;
    tableBytes: number;
    indexBytes: number;
    wholeReads: number;
    indexReads: number;
  }[];
  waiting: { process: number; statement: string; seconds: number; blockedBy: number[] }[];
  findings: Finding[];
}

export interface MissingIndex {
  table: string;
  column: string;
}

/** What stands out, with its figures, and as the server says it. */
export type Finding = { sentence: string } & (
  | { kind: 'callers_wait'; facts: { callers: number; limit: number } }
  | { kind: 'lock_wait'; facts: { statement: string; seconds: number; blockedBy: number[] } }
  | { kind: 'repeated'; facts: { route: string; statement: string; most: number } }
  | { kind: 'slow'; facts: { statement: string; seconds: number; missingIndex: MissingIndex } }
  | { kind: 'read_whole'; facts: { table: string; times: number; rows: number } }
  | { kind: 'dead_rows'; facts: { table: string; rows: number } }
);

export interface Memory {
  heapUsed: number;
  heapCommitted: number;
  heapMax: number;
  nonHeapUsed: number;
  buffers: { name: string; count: number; bytes: number }[];
  collections: {
    at: string;
    collector: string;
    cause: string;
    pauseMs: number;
    beforeBytes: number;
    afterBytes: number;
    full: boolean;
  }[];
  threads: { name: string; state: string; cpuSeconds: number; at: string }[];
  scheduler: { parallelism: number; carriers: number; mounted: number; queued: number };
}

export type Resource = 'heap' | 'direct_memory' | 'threads' | 'files';

/** What is suspected to leak, and what the last search for it found. */
export interface Leaks {
  suspected: Resource[];
  runningUntil: string | null;
  last: {
    at: string;
    seconds: number;
    bytesBefore: number;
    bytesAfter: number;
    fillsCaches: boolean;
    grown: ClassLine[];
    holders: { type: string; samples: number; path: string[]; allocatedAt: string; bounded: boolean }[];
  } | null;
}

export interface ClassLine {
  name: string;
  instances: number;
  bytes: number;
}

export interface Frame {
  name: string;
  value: number;
  children: Frame[];
}

export interface Recordings {
  runningUntil: string | null;
  /** Why the last one had to do without async-profiler. */
  whyNotNative: string | null;
  /** From when on it can be kept what has happened; null where nothing is recorded before somebody asks. */
  ringSince: string | null;
  recordings: { id: string; at: string; bytes: number; source: 'recorder' | 'native' | 'ring' }[];
}

export const flameKinds = ['cpu', 'wall', 'allocation', 'lock', 'pinned'] as const;
export type FlameKind = (typeof flameKinds)[number];

/** What the methods that are timed have taken. */
export interface TimedMethods {
  since: string | null;
  timed: string[];
  timings: { method: string; calls: number; averageNanos: number; minNanos: number; maxNanos: number }[];
}

export interface Alerts {
  rules: {
    name: string;
    severity: 'warning' | 'bad';
    state: 'quiet' | 'pending' | 'firing';
    sentence: string;
    condition: string;
    value: number | null;
    above: number;
    since: string | null;
    silentUntil: string | null;
  }[];
  history: { rule: string; severity: string; sentence: string; beganAt: string; endedAt: string | null }[];
}

export interface LoadTests {
  plans: { name: string; summary: string; seconds: number; uploads: boolean; search: boolean }[];
  running: {
    id: string;
    plan: string;
    beganAt: string;
    moment: {
      phase: string;
      share: number;
      people: number;
      perSecond: number;
      p95Ms: number;
      failed: number;
    } | null;
  } | null;
  problem: string | null;
  runs: {
    id: string;
    plan: string;
    beganAt: string;
    seconds: number;
    verdict: 'passed' | 'broken' | 'invalid';
    sentence: string;
    viewers: number | null;
  }[];
}

export interface Capacity {
  carries: {
    viewers: number | null;
    /** To all of them. */
    bitsPerSecond: number | null;
    transcodes: number;
    /** The resource that was used most when it carried no more. */
    firstLimit: string | null;
    measuredAt: string | null;
  };
  resources: {
    name: string;
    unit: Unit;
    sentence: string;
    value: number;
    limit: number;
    used: number;
    peak: number;
    fullFromSeconds: number | null;
    fullUntilSeconds: number | null;
  }[];
  recommendations: {
    resource: string;
    kind: 'fills' | 'high' | 'idle';
    severity: 'good' | 'warning' | 'bad';
    sentence: string;
  }[];
}

/** Every call of the operator's pages. */
export const admin = {
  history: (span: Span, signal?: AbortSignal) =>
    call<{ series: Line[] }>('GET', `${root}/history`, { query: { span }, signal }),
  requests: (signal?: AbortSignal) => call<Requests>('GET', `${root}/requests`, { signal }),
  database: (signal?: AbortSignal) => call<DatabaseUse>('GET', `${root}/database`, { signal }),
  memory: (signal?: AbortSignal) => call<Memory>('GET', `${root}/memory`, { signal }),
  classes: () => call<{ classes: ClassLine[] }>('POST', `${root}/memory/classes`),
  leaks: (signal?: AbortSignal) => call<Leaks>('GET', `${root}/memory/leaks`, { signal }),
  searchLeaks: (seconds: number) => call('POST', `${root}/memory/leaks`, { body: { seconds } }),
  recordings: (signal?: AbortSignal) => call<Recordings>('GET', `${root}/recordings`, { signal }),
  record: (seconds: number) => call<void>('POST', `${root}/recordings`, { body: { seconds } }),
  /** Keeps what was recorded of the last seconds before anybody asked. */
  keepLast: (seconds: number) => call<void>('POST', `${root}/recordings/last`, { body: { seconds } }),
  removeRecording: (id: string) => call<void>('DELETE', `${root}/recordings/${id}`),
  /** Of everything, or of the requests that took longer than so many milliseconds. */
  flame: (id: string, kind: FlameKind, slowerThanMs: number) =>
    call<Frame>('GET', `${root}/recordings/${id}/flame`, { query: { kind, slowerThanMs } }),
  methods: (signal?: AbortSignal) => call<TimedMethods>('GET', `${root}/methods`, { signal }),
  timeMethods: (methods: string[]) => call<void>('PUT', `${root}/methods`, { body: { methods } }),
  stopTiming: () => call<void>('DELETE', `${root}/methods`),
  alerts: (signal?: AbortSignal) => call<Alerts>('GET', `${root}/alerts`, { signal }),
  silence: (rule: string, hours: number) =>
    call<void>('PUT', `${root}/alerts/${encodeURIComponent(rule)}/silence`, { body: { hours } }),
  loadTests: (signal?: AbortSignal) => call<LoadTests>('GET', `${root}/load-tests`, { signal }),
  beginLoadTest: (plan: string, shorten: number, baseline: string | null) =>
    call<void>('POST', `${root}/load-tests`, { body: { plan, shorten, baseline } }),
  removeLoadTest: (id: string) => call<void>('DELETE', `${root}/load-tests/${id}`),
  capacity: (signal?: AbortSignal) => call<Capacity>('GET', `${root}/capacity`, { signal }),
};

export const loadTestAddress = (id: string) => `${root}/load-tests/${id}`;
export const recordingAddress = (id: string) => `${root}/recordings/${id}`;
