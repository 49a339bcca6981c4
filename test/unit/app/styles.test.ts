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

/** The classes that a stylesheet's rules are about: the last one of each selector. */
function styledIn(css: string): ReadonlySet<string> {
  const rules = css.replaceAll(/\/\*[^]*?\*\//gu, '').matchAll(/([^{}]+)\{/gu);
  const selectors = Array.from(rules, ([, selector = '']) => selector).filter((selector) => !selector.trim().startsWith('@'));
  const last = (selector: string): string | undefined => [...selector.matchAll(/\.([a-z][\w-]*)/giu)].at(-1)?.[1];
  return new Set(selectors.flatMap((selector) => selector.split(',')).flatMap((selector) => last(selector) ?? []));
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

it('every stylesheet stands in a layer, so that no import can change what wins', () => {
  for (const sheet of sheets)
    expect(readFileSync(new URL(sheet, SOURCE), 'utf8')).toMatch(/^(?:\/\*[^]*?\*\/\s*)?@layer (?:base|features) \{/u);
});
