/* Finds the sentences in sources of Java that people get to read: for the test that each is said in every language. */

const literal = /"(?:[^"\\\n]|\\.)*"/y;
/** What is said to programmers, or to the log. */
const aside =
  /\bLOG\b|\.help\(|@\w+\($|IllegalState|UnsupportedOperation|AssertionError|BadUsage|StartFailure/;

/** Each as a template: {} for what is put in. */
export function javaSentences(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found: string[] = [];
  for (let at = nextLiteral(code, 0); at >= 0; ) {
    const chain = chainAt(code, at);
    const before =
      code
        .slice(Math.max(0, at - 160), at)
        .split(/[;{}]/)
        .at(-1) ?? '';
    const template = (before.trimEnd().endsWith('+') ? '{}' : '') + chain.text;
    if (!aside.test(before)) found.push(asTemplate(template));
    at = nextLiteral(code, chain.end);
  }
  return found.filter((text) => /^(?:\{\}|[A-Z]).* .*\.$/s.test(text));
}

/** Places are one where nothing is between them, and formats are places as well. */
function asTemplate(text: string): string {
  return text
    .replace(/\\(["\\])/g, '$1')
    .replace(/%[,.\d]*[sdf]/g, '{}')
    .replace(/%%/g, '%')
    .replace(/(?:\{\})+/g, '{}')
    .trim();
}

function nextLiteral(code: string, from: number): number {
  for (let at = from; at < code.length; at++) {
    if (code[at] === "'") at += code[at + 1] === '\\' ? 3 : 2;
    else if (code[at] === '"') return at;
  }
  return -1;
}

/** Literals and values that are added to one another, from a literal on. */
function chainAt(code: string, start: number): { text: string; end: number } {
  let text = '';
  let at = start;
  for (;;) {
    literal.lastIndex = at;
    const piece = literal.exec(code)?.[0];
    text += piece === undefined ? '{}' : piece.slice(1, -1);
    at = piece === undefined ? endOfValue(code, at) : at + piece.length;
    const plus = /\s*\+\s*/y;
    plus.lastIndex = at;
    const more = plus.exec(code);
    if (!more) return { text, end: at };
    at += more[0].length;
  }
}

function endOfValue(code: string, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < code.length; at++) {
    const sign = code[at] ?? '';
    if (sign === '"') {
      literal.lastIndex = at;
      at += (literal.exec(code)?.[0].length ?? 1) - 1;
    } else if ('([{'.includes(sign)) depth++;
    else if (depth === 0 && ')]},;+:'.includes(sign)) break;
    else if (')]}'.includes(sign)) depth--;
  }
  return at;
}
