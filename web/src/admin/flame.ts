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
const narrowest = 0.0015;

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

/** The last two parts of a name, StreamApi.segment; of native code, which has its library behind it, all but that. */
export function short(name: string): string {
  const library = name.lastIndexOf(' (');
  return library > 0 ? name.slice(0, library) : name.split('.').slice(-2).join('.');
}

/** Methods as somebody wrote them, in one line or several. */
export const methodsOf = (text: string) => text.split(/[\s,;]+/).filter((each) => each !== '');
