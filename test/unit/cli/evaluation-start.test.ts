import { expect, it } from 'vitest';
import { evaluationCollection, requestOf } from '../../../src/cli/collection.ts';
import { startFromInstant } from '../../../src/cli/evaluation-start.ts';
import type { RankRequest } from '../../../src/core/request.ts';
import { startingRanking } from '../../../src/core/ranking.ts';

const RUN = ['a', 'b', 'c', 'd', 'e'].map((id, place) => `q Q0 ${id} ${place + 1} ${9 - place} bm25`).join('\n');
const documents = new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, { title: '', text: `text of ${id}` }]));
const asked: RankRequest[] = [];
/** Last first. */
const instant = {
  async order(request: RankRequest) {
    asked.push(request);
    const ranking = request.candidates.map(({ docId }) => docId).toReversed();
    const scores = request.candidates.map((_, place) => place);
    return { order: { method: 'bm25' as const, ranking, scores, windowFrom: scores.map(() => null) }, cut: [] };
  },
};

it('an evaluation that starts from the instant order puts the first passages into it, leaves those behind them, and asks about the run’s own list', async () => {
  const opened = evaluationCollection({ queries: 'q\twho?', qrels: 'q 0 c 1', run: RUN }, null, { queries: 'queries.tsv' });
  if (!opened.ok) throw new Error(opened.error);
  const { lists } = opened.value;
  const start = await startFromInstant({ lists, documents, depth: 3, instant });
  expect(start.lists.get('q')?.rows.map(({ docid }) => docid)).toEqual(['c', 'b', 'a', 'd', 'e']);
  expect(start.lists.get('q')?.text).toBe('who?');
  const request = start.ask('q');
  expect(asked).toEqual([requestOf({ lists, documents, qid: 'q', most: 3 })]);
  expect(request.candidates).toEqual(asked[0]?.candidates);
  expect(startingRanking(request)).toEqual(['c', 'b', 'a']);
});
