import { describe, expect, it } from 'vitest';
import { evaluationCollection } from '../../../src/cli/collection.ts';

const files = {
  queries:
    '{"_id": "1", "text": "one"}\n{"_id": "u", "text": "unjudged"}\n{"_id": "2", "text": "two"}\n{"_id": "3", "text": "three"}\n',
  qrels: '3 0 a 1\n1 0 a 1\n2 0 b 2\n9 0 a 1\n',
  run: '1 Q0 a 1 1 x\n1 Q0 b 2 2 x\n3 Q0 a 1 1 x\n',
};
const opened = (given: Partial<typeof files>, count: number | null) => {
  const result = evaluationCollection({ ...files, ...given }, count);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('the queries of an evaluation', () => {
  it('are the first judged ones in the order of their file, with the run’s lists by score', () => {
    const { lists, qrels } = opened({}, 1);
    expect([...lists]).toEqual([
      [
        '1',
        {
          text: 'one',
          rows: [
            { docid: 'b', score: 2 },
            { docid: 'a', score: 1 },
          ],
        },
      ],
    ]);
    expect([...qrels.keys()]).toEqual(['1']);
  });

  it('count as 0 where the run lacks them, and judged ones without a text too once all are asked for; both are said', () => {
    const { lists, qrels, notes } = opened({}, null);
    expect([...lists.keys()]).toEqual(['1', '3']);
    expect([...qrels.keys()].toSorted()).toEqual(['1', '2', '3', '9']);
    expect(notes).toEqual([
      'Judged queries without a text: 1, such as 9.',
      'Queries without a list in the run, which count as 0: 1.',
    ]);
    expect([...opened({}, 2).qrels.keys()].toSorted()).toEqual(['1', '2']);
  });

  it('may be lines of name, tab, text', () => {
    expect([...opened({ queries: '\uFEFF1\tone\twords\r\n' }, null).lists].map(([, { text }]) => text)).toEqual(['one\twords']);
  });

  it.each([
    [{ queries: '{"_id": "1", "text": "one"}\n{"_id": 2}\n' }, 'line 2 of the queries is not {"_id"'],
    [{ queries: '1\tone\ntwo\n' }, 'line 2 of the queries is not a name, a tab and a text'],
    [{ run: '1 Q0 a 1\n' }, 'the run cannot be read: line 1: '],
    [{ qrels: '1 0 a b\n' }, 'the qrels cannot be read: line 1: '],
  ])('%j: the line that cannot be read is named', (given, message) => {
    const result = evaluationCollection({ ...files, ...given }, null);
    expect(result.ok ? '' : result.error).toContain(message);
  });
});
