import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkLog } from '../../../../src/core/log/check.ts';
import { EVENT_TYPES } from '../../../../src/core/log/event.ts';
import { mutatedLog, recordedLogs } from '../../../support/mutated-logs.ts';
import { deep } from '../../../support/profile.ts';

const logs = recordedLogs();
const every = logs.at(-1) as readonly Record<string, unknown>[];
const VERDICTS = readFileSync(new URL('../../../fixtures/kept/mutated-log-verdicts.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\s/u);

/** Logs that are judged otherwise on purpose (docs/decisions/2026-11-30-schemas.md). */
const DECIDED: ReadonlyMap<number, string> = new Map([
  // A forecast of one number where two are needed.
  [8044, '0!'],
]);

/** Kinds of event that are younger than `kept/every-event.jsonl`, which never changes. */
const LATER: readonly Record<string, unknown>[] = [
  { type: 'model-notice', window: 0, code: 'busy', attempt: 1, of: 5, waitMs: 500, status: 429 },
  { type: 'passage-read', window: 0, position: 0, score: -0.25, tokens: 61, from: 'list' },
  { type: 'reading-fused', window: 0, weight: 0.5, instant: [1, -1], reading: [-1, 1], fused: [0.5, -0.5] },
  { type: 'reading-left-out', window: 0, reason: 'joined' },
  { type: 'preferences', window: 0, order: [], unsaid: [], certified: [], of: 1 },
  { type: 'run-resumed', after: 0, reason: 'page-left' },
];

test('mutated logs are kept as far as the check of November kept them', () => {
  expect(VERDICTS).toHaveLength(10_000);
  const seeds = Array.from({ length: deep ? VERDICTS.length : 2000 }, (_, seed) => seed);
  const otherwise = [...seeds, ...DECIDED.keys()].flatMap((seed) => {
    const { events, flaw } = checkLog(mutatedLog(seed, logs));
    const verdict = `${events.length}${flaw === null ? '' : '!'}`;
    const wanted = DECIDED.get(seed) ?? VERDICTS[seed];
    return verdict === wanted ? [] : [`${seed}: ${verdict} for ${wanted}, ${JSON.stringify(flaw)}`];
  });
  expect(otherwise).toEqual([]);
});

describe('a log with every kind of event and every optional field', () => {
  test('is whole', () => {
    expect(new Set([...every, ...LATER].map(({ type }) => type))).toEqual(new Set(EVENT_TYPES));
    expect(checkLog(every)).toEqual({ events: every, flaw: null, unknown: [] });
  });

  test('is whole with what came later: notices of a server, reading scores, and the family in window-start', () => {
    const at = every.findIndex(({ type }) => type === 'window-start');
    const family = { id: 'qwen3', open: '<think>', close: '</think>', opensThought: false };
    const stamp = { runId: every[0]?.['runId'], at: every[at]?.['at'] };
    const later = [
      ...every.slice(0, at),
      { ...every[at], family },
      ...LATER.map((event) => ({ ...event, ...stamp })),
      ...every.slice(at + 1),
    ];
    const log = later.map((event, seq): Record<string, unknown> => ({ ...event, seq }));
    expect(checkLog(log)).toEqual({ events: log, flaw: null, unknown: [] });
    const wrong = log.map((event) => (event['type'] === 'model-notice' ? { ...event, code: 'bored' } : event));
    expect(checkLog(wrong).flaw).not.toBeNull();
  });

  const optional = every.flatMap(({ type }, at) =>
    [
      'forecast',
      'places',
      'question',
      'take',
      'sample',
      'completion',
      'written',
      'budget',
      'keptTo',
      'ties',
      'scores',
      'notes',
      'cost',
    ]
      .filter((name) => name in (every[at] ?? {}))
      .map((name) => [String(type), name, at] as const),
  );
  test.each(optional)('is whole without %s’s %s (event %i)', (_, name, at) => {
    const without = every.map((event, place) => {
      const { [name]: _lost, ...rest } = event;
      return place === at ? rest : event;
    });
    expect(checkLog(without)).toEqual({ events: without, flaw: null, unknown: [] });
  });

  test.each([
    [{ window: '0' }, ['window'], { code: 'whole-number', least: 0 }],
    [{ passages: undefined }, ['passages'], { code: 'list' }],
    [{ question: 'why' }, ['question'], { code: 'one-of', words: ['order', 'best', 'select', 'relevance', 'scores'] }],
    [{ sample: [0, 2] }, ['sample'], { code: 'object' }],
    [{ sample: { index: 0 } }, ['sample'], { code: 'field', name: 'of' }],
    [
      { messages: [{ role: 'poet', content: '' }] },
      ['messages', 0, 'role'],
      { code: 'one-of', words: ['system', 'user', 'assistant'] },
    ],
  ])('whose window starts with %j is cut there, with the place and what was expected', (change, path, expected) => {
    const changed = every.map((event, at) => (at === 1 ? { ...event, ...change } : event));
    expect(checkLog(changed)).toMatchObject({ events: every.slice(0, 1), flaw: { path: [1, ...path], expected }, unknown: [] });
  });
});
