/** Larger ones are typesetting for the most part, and to read them twice would be seen. */
const mostSigns = 4_000_000;

/**
 * The script with everything lifted that its renderer lays out at the foot of the picture: lines of speech. What the
 * script gives a place of its own stays there, since a sign belongs onto what it is written on: \pos and \move know
 * no margins, and lines that are laid out from the top or the middle are left alone.
 *
 * @param share of the height of the picture
 */
export function lifted(script: string, share: number): string {
  const height = Number(/^PlayResY:\s*(\d+)/m.exec(script)?.[1] ?? 0);
  const rise = Math.round(height * share);
  if (rise === 0 || script.length > mostSigns) return script;
  const styles = new Map<string, { margin: number; alignment: number }>();
  let fields: string[] = [];
  const lift = (line: string): string => {
    const [, kind, rest = ''] = /^(Format|Style|Dialogue):\s*(.*)$/.exec(line) ?? [];
    if (kind === 'Format') fields = rest.split(',').map((field) => field.trim());
    if (kind !== 'Style' && kind !== 'Dialogue') return line;
    // The last field is the text, which may have commas of its own.
    const values = rest.split(',');
    const of = (field: string) => values[fields.indexOf(field)]?.trim() ?? '';
    if (kind === 'Style') {
      styles.set(of('Name'), { margin: Number(of('MarginV')), alignment: Number(of('Alignment')) });
      return line;
    }
    const style = styles.get(of('Style').replace(/^\*/, '')) ?? styles.get('Default');
    const text = values.slice(fields.length - 1).join(',');
    const own = /\\an(\d)/.exec(text)?.[1];
    const atFoot = Number(own ?? style?.alignment) <= 3 && !/\\a\d/.test(text);
    if (!style || !atFoot || of('Effect') !== '') return line;
    // Of a line without a margin it is that of its style.
    values[fields.indexOf('MarginV')] = String((Number(of('MarginV')) || style.margin) + rise);
    return `Dialogue: ${values.join(',')}`;
  };
  return script.split(/\r?\n/).map(lift).join('\n');
}
