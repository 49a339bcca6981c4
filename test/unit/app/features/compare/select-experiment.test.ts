import { describe, expect, test } from 'vitest';
import { docId } from '../../../../../src/core/request.ts';
import type { OpenExperiment } from '../../../../../src/app/features/compare/slice.ts';
import { selectExperimentFigures, selectOrderColumns } from '../../../../../src/app/features/compare/figures.ts';
import { SAMPLE_PLAN, sampleCell } from '../../../core/experiment/sample-experiment.ts';

const ids = ['d1', 'd2', 'd3', 'd4'].map(docId);
const requests = new Map(
  SAMPLE_PLAN.topics.map((qid) => [
    qid,
    { query: { id: qid, text: qid }, candidates: ids.map((id) => ({ docId: id, text: `text of ${id}` })) },
  ]),
);
const qrels = new Map([['q1', new Map([['d4', 1]])]]);
const plan = { ...SAMPLE_PLAN, depth: 3, missingTopics: [] };
const turned = [ids[2], ids[0], ids[1], ids[3]].flatMap((id) => id ?? []);
const open: OpenExperiment = {
  plan,
  cells: [
    sampleCell('a', 'q1', { ranking: turned, ties: [turned.slice(1, 3)] }),
    sampleCell('b', 'q1', { ranking: ids }),
    sampleCell('c', 'q1', { ranking: ids }),
  ],
  collection: { sha256: 'ab', requests, qrels },
  stored: true,
  problems: [],
};

describe('orders side by side', () => {
  test('each place says what it gained against the first stage and whether it is tied, as deep as was reranked', () => {
    const [first, a] = selectOrderColumns(open, 'q1');
    expect(first?.places.map((place) => place.docId)).toEqual(ids.slice(0, 3));
    expect(a?.places).toEqual([
      { docId: 'd3', gained: 2, tied: false },
      { docId: 'd1', gained: -1, tied: true },
      { docId: 'd2', gained: -1, tied: true },
    ]);
  });

  test('a query that has not run has empty columns', () => {
    const columns = selectOrderColumns(open, 'q2');
    expect(columns.map(({ places }) => places.length)).toEqual([3, 0, 0, 0]);
  });

  test('without the texts there is no first stage, and no gain is made up', () => {
    const columns = selectOrderColumns({ ...open, collection: null }, 'q1');
    expect(columns.map(({ configurationId }) => configurationId)).toEqual(['a', 'b', 'c']);
    expect(columns[0]?.places.every(({ gained }) => gained === null)).toBe(true);
  });
});

describe('figures', () => {
  test('are over the queries that all have finished, with the agreement with the first stage', () => {
    const { summary, withFirstStage, judged } = selectExperimentFigures(open);
    expect(summary.paired).toBe(1);
    expect(judged).toBe(true);
    expect(withFirstStage.get('b')).toEqual({ tau: 1, overlap: expect.closeTo(1, 12) });
    expect(withFirstStage.get('a')?.tau).toBeLessThan(1);
  });

  test('are not reckoned anew for a cell whose query is not finished by all', () => {
    const before = selectExperimentFigures(open);
    expect(selectExperimentFigures({ ...open, cells: [...open.cells, sampleCell('a', 'q2')] })).toBe(before);
    const other = { ...open, cells: open.cells.with(0, sampleCell('a', 'q1', { ranking: ids })) };
    expect(selectExperimentFigures(other).withFirstStage.get('a')?.tau).toBe(1);
  });

  test('without judgements nothing is measured', () => {
    const { judged, summary } = selectExperimentFigures({ ...open, collection: { sha256: 'ab', requests, qrels: null } });
    expect(judged).toBe(false);
    expect(summary.configurations.every(({ means }) => means.length === 0)).toBe(true);
  });
});
