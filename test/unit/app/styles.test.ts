import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const SOURCE = new URL('../../../src/app/', import.meta.url);

/** Names that more than one feature styles on purpose: what is set in one stands in the other's view too. */
const SHARED = new Set([
  'button',
  'compared-table',
  'exports',
  'fold',
  'fold-body',
  'help-dialog',
  'hint',
  'movement',
  'panel',
  'prompt-sent',
  'tag',
]);

/** Every selector of a stylesheet, those of the rules around it in front. */
function selectorsIn(css: string): readonly string[] {
  const open: string[] = [];
  return Array.from(css.replaceAll(/\/\*[^]*?\*\//gu, '').matchAll(/([^{};]*)([{};])/gu)).flatMap(([, head = '', mark]) => {
    if (mark === '}') open.pop();
    if (mark !== '{') return [];
    open.push(head.trim());
    return head.trim().startsWith('@') ? [] : [open.filter((one) => !one.startsWith('@')).join(' ')];
  });
}

const classesOf = (selector: string): readonly string[] =>
  Array.from(selector.matchAll(/\.([a-z][\w-]*)/giu), ([, name = '']) => name);

/** The classes that a stylesheet's rules are about: the last one of each selector. */
function styledIn(css: string): ReadonlySet<string> {
  const parts = selectorsIn(css).flatMap((selector) => selector.split(','));
  return new Set(parts.flatMap((selector) => classesOf(selector).at(-1) ?? []));
}

/** The sheet of the watched run sets out on one screen what features own. */
const ARRANGES = 'shell/watch.css';

const sheets = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /^(?:features|shell)\/.*\.css$/u.test(name),
);

it('a class is styled by one feature, or known to be shared', () => {
  const owners = new Map<string, string[]>();
  expect(sheets).toContain(ARRANGES);
  for (const sheet of sheets.filter((one) => one !== ARRANGES))
    for (const name of styledIn(readFileSync(new URL(sheet, SOURCE), 'utf8')))
      owners.set(name, [...(owners.get(name) ?? []), sheet]);
  expect(owners.size).toBeGreaterThan(200);
  const twice = [...owners].filter(([, sheetsOfIt]) => sheetsOfIt.length > 1);
  expect(twice.filter(([name]) => !SHARED.has(name))).toEqual([]);
  expect([...SHARED].filter((name) => !twice.some(([one]) => one === name))).toEqual([]);
});

it('the sheet that arranges what features own does so on its own ground alone: in a watched run, or inside what is its own', () => {
  const css = (sheet: string): string => readFileSync(new URL(sheet, SOURCE), 'utf8');
  const others = new Set(sheets.filter((one) => one !== ARRANGES).flatMap((sheet) => [...styledIn(css(sheet))]));
  const arranged = selectorsIn(css(ARRANGES)).filter((selector) => others.has(classesOf(selector).at(-1) ?? ''));
  expect(arranged.length).toBeGreaterThan(20);
  const grounds = (selector: string): boolean =>
    /\[data-(?:look|folded)/u.test(selector) || classesOf(selector).some((name) => !others.has(name));
  expect(arranged.filter((selector) => !grounds(selector))).toEqual([]);
});

it('every stylesheet stands in a layer, so that no import can change what wins', () => {
  for (const sheet of sheets)
    expect(readFileSync(new URL(sheet, SOURCE), 'utf8')).toMatch(/^(?:\/\*[^]*?\*\/\s*)?@layer (?:base|features) \{/u);
});
