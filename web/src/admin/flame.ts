import type { Frame } from './admin-api';

/** A frame as it is drawn: shares of the width, and how its part of the whole changed. */
export interface Box {
  frame: Frame;
  key: string;
  from: number;
  width: number;
  depth: number;
  /** Its share of all, less the share that it had in the other recording. */
  change: number | undefined;
}

/** Narrower ones are no wider than a pixel. */
const narrowest = 0.002;

/** Every frame that can be seen, row by row. */
export function boxes(root: Frame, other?: Frame): Box[] {
  const all: Box[] = [];
  place(root, other, 0, 1, 0, '');
  return all;

  function place(
    frame: Frame,
    then: Frame | undefined,
    from: number,
    width: number,
    depth: number,
    path: string,
  ) {
    const key = `${path}/${frame.name}`;
    const share = root.value > 0 ? frame.value / root.value : 0;
    const before = other && other.value > 0 ? (then?.value ?? 0) / other.value : undefined;
    all.push({ frame, key, from, width, depth, change: before === undefined ? undefined : share - before });
    let at = from;
    for (const child of frame.children) {
      const part = frame.value > 0 ? (child.value / frame.value) * width : 0;
      if (part >= narrowest) {
        place(
          child,
          then?.children.find((each) => each.name === child.name),
          at,
          part,
          depth + 1,
          key,
        );
      }
      at += part;
    }
  }
}

/** Whose code a frame is. */
export const makers = ['ours', 'library', 'java', 'native'] as const;
export type Maker = (typeof makers)[number];

/** Of Java a frame names package, class and method; what the compiler or the system named does not look like that. */
export function makerOf(name: string): Maker {
  if (/ \(|::/.test(name) || !/^([\w$]+\.)+[A-Z$]/.test(name)) return 'native';
  if (name.startsWith('medianest.')) return 'ours';
  return /^(java|javax|jdk|sun|com\.sun)\./.test(name) ? 'java' : 'library';
}

export interface Hot {
  name: string;
  maker: Maker;
  /** Of all that was recorded, what happened in the frame itself and not in what it called. */
  share: number;
}

/** What the most happened in itself, by name, wherever it was called from. */
export function hottest(root: Frame): Hot[] {
  const own = new Map<string, number>();
  const walk = (frame: Frame) => {
    const called = frame.children.reduce((sum, child) => sum + child.value, 0);
    own.set(frame.name, (own.get(frame.name) ?? 0) + frame.value - called);
    frame.children.forEach(walk);
  };
  root.children.forEach(walk);
  return [...own]
    .map(([name, value]) => ({ name, maker: makerOf(name), share: root.value > 0 ? value / root.value : 0 }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share);
}

/** How much of everything happened in whose code. */
export function shares(hot: Hot[]): Record<Maker, number> {
  const all = { ours: 0, library: 0, java: 0, native: 0 };
  for (const { maker, share } of hot) all[maker] += share;
  return all;
}

/** The last two parts of a name, StreamApi.segment; of native code, which has its library behind it, all but that. */
export function short(name: string): string {
  const library = name.lastIndexOf(' (');
  if (library > 0) return name.slice(0, library);
  // What a compiler made of a function of the kernel is numbered: finish_task_switch.isra.0.
  const [kernel] = name.split('.');
  return /\.\d+$/.test(name) ? (kernel ?? name) : name.split('.').slice(-2).join('.');
}

/** Methods as somebody wrote them, in one line or several. */
export const methodsOf = (text: string) => text.split(/[\s,;]+/).filter((each) => each !== '');
