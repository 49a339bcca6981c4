const FILE = `import { everyPosition, withoutTies } from '../ranking.ts';
import { exactly, MOST_SHOWN, whole } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** One call over the head of the list; the rest keeps its places. */
export interface Head {
  readonly type: 'head';
  readonly size: number;
}

/** Orders the first \`size\` passages in one call. */
export const head: Strategy<Head> = {
  type: 'head',
  asks: 'order',
  numbers: { size: whole(2, MOST_SHOWN) },
  window: 'size',
  start: (window) => ({ type: 'head', size: Math.max(2, window) }),
  largest: ({ size }) => size,
  forecast: ({ size }, count) => exactly(1, Math.min(size, count)),
  *run({ size }, count) {
    const standing = withoutTies(everyPosition(count));
    const { groups } = yield { call: { members: everyPosition(Math.min(size, count)), question: 'order' }, standing };
    return [...groups, ...standing.slice(size)];
  },
};
`;

/** @type {import('../count-changes.mjs').Change} */
export default {
  name: 'strategy',
  most: 3,
  what: 'one call over the head of the list',
  make({ create, edit, editWords }) {
    const index = 'src/core/strategy/index.ts';
    create('src/core/strategy/head.ts', FILE);
    edit(
      index,
      "import { pairwise } from './pairwise.ts';",
      "import { head } from './head.ts';\nimport type { Head } from './head.ts';\nimport { pairwise } from './pairwise.ts';",
    );
    edit(index, '| Groupwise | Pointwise;', '| Groupwise | Pointwise | Head;');
    edit(index, '  pointwise,\n};', '  pointwise,\n  head,\n};');
    editWords(
      'method',
      '    pairwise: { name:',
      "    head: { name: 'Head', hint: 'the first places in one call' },\n    pairwise: { name:",
    );
  },
  proof: `import { expect, it } from 'vitest';
import { wordsIn } from '../../../src/app/words/index.ts';
import { docId, fromChat, methodOf, preset, rerank } from '../../../src/core/index.ts';
import { readPreset } from '../../../src/core/preset/preset.ts';
import { STRATEGY_TYPES } from '../../../src/core/strategy/index.ts';

it('is offered, named, read from a preset, and ranks the head of the list in one call', async () => {
  const method = { ...methodOf(preset('rank-k')), strategy: { type: 'head' as const, size: 2 } };
  expect(STRATEGY_TYPES).toContain('head');
  expect(wordsIn('en').method.strategies.head.name).toBe('Head');
  expect(readPreset({ ...preset('rank-k'), strategy: method.strategy })).toMatchObject({ ok: true });
  const candidates = ['a', 'b', 'c'].map((text) => ({ docId: docId(text), text }));
  const events = [];
  const model = fromChat(() => Promise.resolve('[2] > [1]'));
  for await (const event of rerank({ request: { query: { id: 'q', text: 'which' }, candidates }, model, settings: { method } })) events.push(event);
  expect(events.filter(({ type }) => type === 'window-end')).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' }, ranking: ['b', 'a', 'c'] });
});
`,
};
