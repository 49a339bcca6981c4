import { describe, expect, test } from 'vitest';
import { applyOrder } from '../../../../src/core/ranking.ts';
import { parseOrder } from '../../../../src/core/text/identifiers.ts';
import { answerText, createReasoningSplitter } from '../../../../src/core/trace/split.ts';
import { isVerbatim } from '../../../../src/core/trace/quotes.ts';
import { findMentions, orderOfMention, findQuotes } from '../../../../src/core/trace/mentions.ts';
import { readStream } from '../read/read-stream.ts';

/** What the model really wrote, and what it was shown. */
function recorded(name: string) {
  const log = readStream(name);
  const text = (type: 'reasoning-delta' | 'answer-delta') =>
    log.flatMap((event) => (event.type === type ? [event.text] : [])).join('');
  const shown = log.find((event) => event.type === 'window-start');
  const end = log.find((event) => event.type === 'run-end');
  if (shown === undefined || end === undefined) throw new Error(`${name} has no window or no end`);
  return { thought: text('reasoning-delta'), answer: text('answer-delta'), passages: shown.passages, ranking: end.ranking };
}

describe.each(['recorded-kettle', 'recorded-bees'])('%s', (name) => {
  const { thought, answer, passages, ranking } = recorded(name);
  const output = `${thought}</think>${answer}`;

  test('splits into the same thought and answer wherever the output is cut', () => {
    expect(thought).not.toBe('');
    for (let cut = 0; cut <= output.length; cut += 1) {
      const splitter = createReasoningSplitter({ opened: true });
      const parts = [...splitter.push(output.slice(0, cut)), ...splitter.push(output.slice(cut)), ...splitter.end().parts];
      const read = (type: 'reasoning' | 'answer') => parts.flatMap((part) => (part.type === type ? [part.text] : [])).join('');
      expect(read('reasoning')).toBe(thought);
      expect(read('answer')).toBe(answer);
    }
  });

  test('cut off anywhere in its thought it gives no order', () => {
    for (let cut = 0; cut < thought.length; cut += 1) {
      const splitter = createReasoningSplitter({ opened: true });
      const parts = [...splitter.push(thought.slice(0, cut)), ...splitter.end().parts];
      expect(parts.filter((part) => part.type === 'answer')).toEqual([]);
    }
  });

  test('reads as the order that the run committed', () => {
    const { order, missing, duplicate, unknown } = parseOrder(answerText(answer).text, passages.length);
    expect({ missing, duplicate, unknown }).toEqual({ missing: [], duplicate: [], unknown: [] });
    const first = passages.map(({ docId }) => docId);
    expect(applyOrder({ ranking: first, window: { start: 0, end: first.length }, order })).toEqual(ranking);
  });

  test('thinks in rank order, cites passages that exist and quotes what stands in them', () => {
    expect(orderOfMention(thought, passages.length).map((place) => passages[place]?.docId)).toEqual(ranking);
    expect(findMentions(thought, passages.length).flatMap(({ unknown }) => unknown)).toEqual([]);
    const quotes = findQuotes(thought, passages.length);
    expect(quotes.length).toBeGreaterThan(0);
    for (const { text, identifier } of quotes) expect(isVerbatim(text, passages[(identifier ?? 0) - 1]?.text ?? '')).toBe(true);
  });
});
