import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS, template } from '../../../../src/core/preset/built-in.ts';
import type { RunEventBody } from '../../../../src/core/log/event.ts';
import type { Preset } from '../../../../src/core/preset/preset.ts';
import { PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { cases, sized } from '../../../support/profile.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';

const VERY_LONG = sized(2 ** 20);
/** Of what is dearer to read: enough to tell a square from a line. */
const LONG = sized(2 ** 17);
const cut = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));

/** The worst that a model without a guide can write, and how its stream ends. */
const OUTPUTS: Readonly<Record<string, { readonly pieces: readonly string[]; readonly finish: 'stop' | 'length' }>> = {
  'an endless thought': { pieces: Array<string>(sized(6000)).fill(' and [2] once more,'), finish: 'length' },
  'a thought that never ends and stops': { pieces: [' Passage [4] in 2019 is about'], finish: 'stop' },
  'a long text without a space': { pieces: cut('x'.repeat(VERY_LONG), 997), finish: 'length' },
  'endless digits': { pieces: cut(`</think><answer>${'1'.repeat(LONG)}`, 997), finish: 'length' },
  'endless brackets': { pieces: cut('['.repeat(LONG), 997), finish: 'length' },
  'endless identifiers': { pieces: cut('</think>[3] > [99] > '.repeat(LONG / 21), 997), finish: 'stop' },
  'digits of other scripts': { pieces: ['</think>', '<answer>[۲] > [３] > [①]</answer>'], finish: 'stop' },
  'numbers that no passage has': { pieces: ['</think>', '<answer>[0] > [-1] > [7] > [1e3] > [2.5]</answer>'], finish: 'stop' },
  'nested and repeated tags': {
    pieces: ['<think><think>', '[1]</think><think>', '</think></think><answer><answer>[2] > [1]</answer>', '</answer><answer>'],
    finish: 'stop',
  },
  NULs: { pieces: ['\0\0</think>\0<answer>\0[2]\0 > \0[1]\0</answer>\0'], finish: 'stop' },
  'half of a surrogate pair': { pieces: ['</think><answer>[2] \uD835 > [1]\uDC00</answer>'], finish: 'stop' },
  'broken JSON': { pieces: ['</think><answer>{"[1]": 5, "[2]": , "[3]": 1e999}</answer>'], finish: 'stop' },
  nothing: { pieces: [], finish: 'stop' },
};

async function run(
  preset: Preset,
  { pieces, finish }: { readonly pieces: readonly string[]; readonly finish: 'stop' | 'length' },
  theirs: boolean,
): Promise<readonly RunEventBody[]> {
  const model = createScriptedModel({ script: () => ({ pieces, finish }), contextTokens: 100_000 });
  return collectEvents(
    rerank({
      request: sampleRequest(4),
      settings: {
        ...SAMPLE_SETTINGS,
        answerMode: 'free',
        method: {
          preset,
          strategy: preset.question === 'relevance' ? { type: 'pointwise' } : STRATEGY[preset.question],
          parser: theirs ? preset.parser : 'glassrank',
          scaling: PLAIN_SCALING,
        },
      },
      model,
      template: template('glassrank-1'),
      cancel: { aborted: false },
    }),
  );
}

const STRATEGY = {
  order: { type: 'sliding', size: 4, stride: 2, passes: 1 },
  best: { type: 'setwise', sort: 'heap', children: 3, top: 1 },
  select: { type: 'setwise', sort: 'heap', children: 3, top: 1 },
  scores: { type: 'groupwise', size: 4, rounds: 1 },
} as const;

function check(events: readonly RunEventBody[]): void {
  const docIds = ['d1', 'd2', 'd3', 'd4'];
  for (const event of events) if ('ranking' in event) expect([...event.ranking].sort()).toEqual(docIds);
  const ends = events.filter((event) => event.type === 'window-end');
  expect(ends.length).toBeGreaterThan(0);
  for (const end of ends) expect(['complete', 'repaired', 'truncated', 'unparsed']).toContain(end.outcome.type);
  expect(events.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
}

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s, read freely', (_, preset) => {
  test.each(Object.keys(OUTPUTS))(
    '%s ends with a named outcome and a permutation, by our reading and by its own',
    async (name) => {
      const output = OUTPUTS[name] ?? expect.fail();
      for (const theirs of [false, true]) check(await run(preset, output, theirs));
    },
    60_000,
  );
});

test('what is cut off is never called complete, and an unfinished thought gives no order', async () => {
  const rankK = PRESETS.find(({ id }) => id === 'rank-k') ?? expect.fail();
  for (const name of ['an endless thought', 'a thought that never ends and stops', 'a long text without a space', 'nothing']) {
    const events = await run(rankK, OUTPUTS[name] ?? expect.fail(), false);
    const end = events.find((event) => event.type === 'window-end');
    expect(end?.outcome.type).toMatch(/truncated|unparsed/);
    expect(end?.ranking).toEqual(['d1', 'd2', 'd3', 'd4']);
  }
});

test('whatever a model writes, in whatever pieces, every form ends in a permutation with an honest outcome', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PRESETS),
      fc.array(answerLike, { maxLength: 4 }),
      fc.constantFrom('stop' as const, 'length' as const),
      fc.boolean(),
      async (preset, pieces, finish, theirs) => check(await run(preset, { pieces, finish }, theirs)),
    ),
    { numRuns: cases(10_000) },
  );
}, 120_000);
