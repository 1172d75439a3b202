export const hues = 12;
export const forms = 7;

/** The picture that a title gets until it has a real one: always the same for the same words. */
export interface Art {
  hue: number;
  form: number;
  letter: string;
  length: 'short' | 'middle' | 'long' | 'epic';
}

export function artOf(title: string): Art {
  const hash = fnv1a(title.toLocaleLowerCase('en'));
  return {
    hue: hash % hues,
    form: Math.floor(hash / hues) % forms,
    letter:
      [...title.replace(/^(the|a|an)\s+/i, '').toLocaleUpperCase()].find((sign) =>
        /[\p{L}\p{N}]/u.test(sign),
      ) ?? '',
    length: lengthOf(title),
  };
}

function lengthOf(title: string): Art['length'] {
  const longestWord = Math.max(...title.split(/\s+/).map((word) => word.length));
  if (title.length > 44 || longestWord > 20) return 'epic';
  if (title.length > 24 || longestWord > 13) return 'long';
  return title.length > 12 || longestWord > 9 ? 'middle' : 'short';
}

/** FNV-1a, 32 bits (draft-eastlake-fnv): spreads short texts well and needs five lines. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
