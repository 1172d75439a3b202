import { type AST, parse } from 'svelte/compiler';
import { expect, it } from 'vitest';

/** What of the attributes of an element or a component is shown or read out. */
const said =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|title|placeholder|label|text|hint|error)$/;

/** Keys are called what stands on them, and units have one sign in every language. */
const isSaid = (words: string) => /\p{L}/u.test(words) && !/^(ms|s)$/.test(words);

interface Expression {
  type: string;
  [part: string]: unknown;
}

/** The strings that an expression can come to by itself; what it calls or looks up with is none. */
function strings(expression: Expression): string[] {
  const of = (...parts: string[]) => parts.flatMap((part) => strings(expression[part] as Expression));
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [expression.value] : [];
    case 'TemplateLiteral':
      return [
        ...(expression.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw),
        ...(expression.expressions as Expression[]).flatMap(strings),
      ];
    case 'ConditionalExpression':
      return of('consequent', 'alternate');
    case 'LogicalExpression':
    case 'BinaryExpression':
      return /^([+]|&&|\|\||\?\?)$/.test(String(expression.operator)) ? of('left', 'right') : [];
    default:
      return [];
  }
}

type Value = AST.Text | AST.ExpressionTag;

const valuesOf = (value: true | AST.ExpressionTag | Value[]): Value[] =>
  value === true ? [] : Array.isArray(value) ? value : [value];

const wordsOf = (value: Value) =>
  value.type === 'Text' ? [value.data] : strings(value.expression as unknown as Expression);

/** Every string that stands in the markup itself, and would be said in each language alike. */
function hardCoded(source: string): string[] {
  const found: string[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) node.map(look);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type } = node;
    if (type === 'StyleDirective' || ('name' in node && node.name === 'kbd')) return;
    if (type === 'Text' || type === 'ExpressionTag') found.push(...wordsOf(node as Value));
    else if (type === 'Attribute') {
      const { name, value } = node as AST.Attribute;
      if (said.test(name)) found.push(...valuesOf(value).flatMap(wordsOf));
    } else Object.values(node).map(look);
  };
  look(parse(source, { modern: true }).fragment);
  return found.map((each) => each.trim()).filter(isSaid);
}

it('finds what is not to be translated by anybody', () => {
  const source = `
    <p title="Both" class="none {one ? 'quiet' : 'loud'}">Words {count} {is ? 'yes' : m.no} {w.of['key']}</p>
    <Field label={\`Say \${name}\`} kind="plain" /><input name="user" aria-label={m.user} /><kbd>Esc</kbd>
    <i style:top={\`\${height}px\`}>{seconds} s</i>
    {#if kind === 'film'}{m.title + ' as text'}{/if}`;
  expect(hardCoded(source).sort()).toEqual(['Both', 'Say', 'Words', 'as text', 'yes']);
});

const components = import.meta.glob<string>('./**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it.each(Object.entries(components))('%s says nothing in its markup that is not translated', (_, source) => {
  expect(hardCoded(source)).toEqual([]);
});
