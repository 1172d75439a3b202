/** What is shown from a time on, in seconds: on how large a plane, and where the highest of its pictures begins. */
export interface Composition {
  from: number;
  width: number;
  height: number;
  /** None where nothing is shown. */
  top: number;
}

/** Segments of Presentation Graphics: "PG", two times of 90 kHz, a kind, the length of what follows. */
const headBytes = 13;
const ticksPerSecond = 90_000;
const presentation = 0x16;
const cropped = 0x80;

/** Reads where the pictures of a file of Presentation Graphics are, without drawing them. */
export function compositions(file: ArrayBuffer): Composition[] {
  const bytes = new DataView(file);
  const found: Composition[] = [];
  let at = 0;
  while (at + headBytes <= bytes.byteLength) {
    const body = at + headBytes;
    const end = body + bytes.getUint16(at + 11);
    if (end > bytes.byteLength) break;
    if (bytes.getUint8(at + 10) === presentation && end >= body + 11) {
      found.push({
        from: bytes.getUint32(at + 2) / ticksPerSecond,
        width: bytes.getUint16(body),
        height: bytes.getUint16(body + 2),
        top: highest(bytes, body + 11, end),
      });
    }
    at = end;
  }
  return found;
}

/** Each picture is named by 8 bytes, its place the last four of them, and 8 more where only a part of it is shown. */
function highest(bytes: DataView, first: number, end: number): number {
  let top = Number.POSITIVE_INFINITY;
  for (let at = first; at + 8 <= end; ) {
    top = Math.min(top, bytes.getUint16(at + 6));
    at += (bytes.getUint8(at + 3) & cropped) === 0 ? 8 : 16;
  }
  return top;
}
