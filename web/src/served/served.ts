import { pageLanguage } from '../session/language';

/** Sentences of the server in another language, and words that stand in their places. */
export interface Dictionary {
  sentences: Record<string, string>;
  values: Record<string, string>;
}

type Say = (text: string) => string | undefined;

const place = '{}';

/**
 * Reads what the server says by templates, as its code builds it: exact sentences first, then those with places, the ones with
 * the most words of their own before the others. A text of several sentences that are all known is said sentence by sentence, since
 * the place in one of them would take in all the others; so is one of which no template knows the whole.
 */
export function reader(dictionary: Dictionary): (text: string) => string {
  const sentence = sayer(dictionary.sentences, (value) => words(value) ?? value);
  const words = sayer(dictionary.values, (value) => value);
  return (text) => {
    const parts = text.split(/(?<=[.!?]) (?=\p{Lu}|\d)/u);
    const said = parts.map(sentence);
    const apart = parts.map((part, index) => said[index] ?? part).join(' ');
    return said.includes(undefined) ? (sentence(text) ?? apart) : apart;
  };
}

function sayer(templates: Record<string, string>, value: (text: string) => string): Say {
  const exact = new Map(Object.entries(templates).filter(([template]) => !template.includes(place)));
  const open = Object.entries(templates)
    .filter(([template]) => template.includes(place))
    .sort(([a], [b]) => b.length - a.length)
    .map(([template, other]) => ({ pattern: patternOf(template), other }));
  return (text) => {
    const whole = exact.get(text);
    if (whole !== undefined) return whole;
    for (const { pattern, other } of open) {
      const found = pattern.exec(text);
      if (found) return other.replace(/\{(\d)\}/g, (_, number) => value(found[Number(number)] ?? ''));
    }
    return undefined;
  };
}

function patternOf(template: string): RegExp {
  const fixed = template.split(place).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${fixed.join('(.+?)')}$`, 's');
}

/** What the server says, in the viewer's language; in English where nobody has said it in that language yet. */
export const served: (text: string) => string =
  pageLanguage === 'de' ? reader(await import('./served-de')) : (text) => text;
