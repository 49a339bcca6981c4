import { describe, expect, test } from 'vitest';
import type { RunEventBody } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import { reorderPlaces } from '../../../../src/core/ranking.ts';
import { createCallReader } from '../../../../src/core/run/reader.ts';

const ranking = ['a', 'b', 'c', 'd', 'e'].map(docId);

const shown = ranking.slice(1, 4);

/** A call over places [1, 4): passages b, c, d. */
function read(
  pieces: readonly string[],
  {
    finish = 'stop',
    opensThought = true,
    forced = false,
  }: { finish?: 'stop' | 'length'; opensThought?: boolean; forced?: boolean } = {},
) {
  const reader = createCallReader({
    index: 7,
    ranking,
    shown,
    shape: {
      type: 'order',
      open: '\n<answer>',
      close: '</answer>',
      label: { before: '[', after: ']', numerals: 'numbers' },
      separator: ' > ',
      tie: null,
    },
    parser: 'glassrank',
    tags: { open: '<think>', close: '</think>' },
    opensThought,
    closedBy: () => (forced ? 'forced' : 'closed'),
  });
  const events: RunEventBody[] = pieces.flatMap((piece) => [...reader.push(piece)]);
  const end = reader.end(finish);
  const last = reorderPlaces({ ranking, shown, order: end.groups.flat() });
  return { ...end, ranking: last, events: [...events, ...end.events] };
}

/** Deltas joined, so that readings of differently cut texts can be compared. */
function gist(reading: ReturnType<typeof read>) {
  const text = (type: string): string =>
    reading.events.map((event) => (event.type === type && 'text' in event ? event.text : '')).join('');
  return {
    outcome: reading.outcome,
    thought: reading.thought,
    ranking: reading.ranking,
    reasoning: text('reasoning-delta'),
    answer: text('answer-delta'),
    starts: reading.events.filter(({ type }) => type === 'reasoning-start').length,
    ends: reading.events.filter(({ type }) => type === 'reasoning-end').length,
  };
}

const OUTPUTS = [
  ' [2] says it. [3] is close.</think>\n<answer>[2] > [3] > [1]</answer>',
  ' [2] says it, in 1998.',
  '</think>\n<answer>[3] > [1] > [2]</answer>',
  '</think><answer>[3] > [3] > [9]</answer>',
  'so</think>I do not know',
  'so</think>',
  '',
  ' < [1] </thin [2]</think>2 > 3',
  'x</think>\n<answer>[2] > [1]</answer><think>again [3]',
];

describe('createCallReader', () => {
  test.each(OUTPUTS)('however %j is cut, the reading is the same', (output) => {
    const whole = gist(read([output]));
    for (let cut = 0; cut <= output.length; cut += 1)
      expect(gist(read([output.slice(0, cut), output.slice(cut)]))).toEqual(whole);
    expect(gist(read([...output]))).toEqual(whole);
  });

  test.each(OUTPUTS)(
    'whatever is missing at the end of %j, the ranking stays a permutation and an open thought gives no order',
    (output) => {
      for (let cut = 0; cut <= output.length; cut += 1) {
        const reading = read([output.slice(0, cut)], { finish: 'length' });
        expect([...reading.ranking].sort()).toEqual([...ranking].sort());
        expect(reading.ranking[0]).toBe('a');
        expect(reading.ranking[4]).toBe('e');
        if (!output.slice(0, cut).includes('</think>')) expect(reading.ranking).toEqual(ranking);
        expect(gist(reading).starts).toBe(gist(reading).ends);
      }
    },
  );

  test('the thought moves the tentative order as it mentions passages, the answer settles it', () => {
    const {
      events,
      ranking: last,
      outcome,
      thought,
    } = read([' [2] says it.', ' [3] too.', '</think>\n<answer>[3]', ' > [2] > [1]</answer>']);
    expect(events.flatMap((event) => (event.type === 'order-update' ? [[event.from, event.ranking.join('')]] : []))).toEqual([
      ['reasoning', 'acbde'],
      ['reasoning', 'acdbe'],
      ['answer', 'adcbe'],
    ]);
    expect(last.join('')).toBe('adcbe');
    expect(outcome).toEqual({ type: 'complete' });
    expect(thought).toBe('closed');
  });

  test('an order-update comes only when the order changes', () => {
    const { events } = read([' [1] best.', ' [2] next.', ' [2] again.', '</think>\n<answer>[1] > [2] > [3]</answer>']);
    expect(events.filter(({ type }) => type === 'order-update')).toEqual([]);
  });

  test('a thought that was closed at its budget says so', () => {
    expect(read([' hm</think>\n<answer>[1] > [2] > [3]</answer>'], { forced: true }).thought).toBe('forced');
  });

  test('an empty thought is none and tells nothing', () => {
    const reading = read(['\n</think>\n<answer>[1] > [2] > [3]</answer>'], { forced: true });
    expect(reading.thought).toBe('none');
    expect(gist(reading)).toMatchObject({ starts: 0, ends: 0, reasoning: '' });
  });

  test('digits of an unfinished thought are no order', () => {
    expect(read([' [3] is from 2 and 1'])).toMatchObject({
      outcome: { type: 'unparsed', reason: 'the thought was not finished' },
      thought: 'open',
      ranking,
    });
    expect(read([' [3] is from 2 and 1'], { finish: 'length' })).toMatchObject({
      outcome: { type: 'truncated', settled: 0 },
      thought: 'open',
      ranking,
    });
  });

  test('what was wrong with a repaired answer is told', () => {
    const { outcome, ranking: last } = read(['x</think>\n<answer>[3] > [3] > [9] > [1]</answer>']);
    expect(outcome).toEqual({ type: 'repaired', missing: [2], duplicate: [3], unknown: ['9'] });
    expect(last.join('')).toBe('adbce');
  });

  test('an answer that was cut off keeps what it settled', () => {
    const { outcome, ranking: last } = read(['x</think>\n<answer>[3] > ['], { finish: 'length' });
    expect(outcome).toEqual({ type: 'truncated', settled: 1 });
    expect(last.join('')).toBe('adbce');
  });

  test('an answer that names no passage is unparsed', () => {
    expect(read(['x</think>\n<answer>none of them</answer>']).outcome).toEqual({
      type: 'unparsed',
      reason: 'the answer names no passage',
    });
    expect(read(['x</think>']).outcome).toEqual({ type: 'unparsed', reason: 'the model wrote no answer' });
  });
});
