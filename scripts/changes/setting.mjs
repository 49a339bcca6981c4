/** @type {import('../count-changes.mjs').Change} */
export default {
  name: 'setting',
  most: 6,
  what: 'a run ends after so many calls',
  make({ edit, editWords }) {
    edit(
      'src/core/run/settings.ts',
      '  /** 0 = greedy. */',
      "  /** Calls after which a run ends; 0 = all. */\n  mostCalls: whole({ least: 0, most: 1000, start: 0, absent: 0, panel: { least: 0, most: 50, of: 'any' } }),\n  /** 0 = greedy. */",
    );
    edit(
      'src/core/run/rerank.ts',
      '    while (run !== null && step !== undefined && step.done !== true) {\n',
      '    while (run !== null && step !== undefined && step.done !== true) {\n      if (settings.mostCalls > 0 && cost.calls >= settings.mostCalls) break;\n',
    );
    editWords(
      'run',
      '    temperature: { label:',
      "    mostCalls: { label: 'Calls at most', hint: '0 makes all' },\n    temperature: { label:",
    );
  },
  proof: `import { expect, it } from 'vitest';
import { wordsIn } from '../../../src/app/words/index.ts';
import { docId, fromChat, rerank } from '../../../src/core/index.ts';
import { readSettings, startSettings } from '../../../src/core/run/settings.ts';

it('has a start, a range and a label, is in the log, and ends a run', async () => {
  expect(startSettings().mostCalls).toBe(0);
  expect(readSettings({ mostCalls: 7 })).toEqual({ mostCalls: 7 });
  expect(readSettings({ mostCalls: 1001 })).toEqual({});
  expect(wordsIn('en').settings.fields.mostCalls.label).toBe('Calls at most');
  const candidates = ['a', 'b', 'c', 'd'].map((text) => ({ docId: docId(text), text }));
  const events = [];
  const settings = { windowSize: 2, windowStride: 1, mostCalls: 1 };
  const model = fromChat(() => Promise.resolve('[2] > [1]'));
  for await (const event of rerank({ request: { query: { id: 'q', text: 'which' }, candidates }, model, settings })) events.push(event);
  expect(events[0]).toMatchObject({ type: 'run-start', settings: { mostCalls: 1 } });
  expect(events.filter(({ type }) => type === 'window-end')).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ type: 'run-end', ranking: ['a', 'b', 'd', 'c'] });
});
`,
};
