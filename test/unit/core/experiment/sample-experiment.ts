import type { CellResult, ExperimentPlan } from '../../../../src/core/experiment/plan.ts';
import { docId } from '../../../../src/core/request.ts';
import { SAMPLE_SETTINGS } from '../../../support/sample-request.ts';

/** Two configurations of one model and a third of another, on four topics and one that lacks. */
export const SAMPLE_PLAN: ExperimentPlan = {
  schema: 1,
  id: 'e1',
  name: 'An experiment',
  createdAt: '2026-01-02T03:04:05Z',
  configurations: ['a', 'b', 'c'].map((id) => ({
    id,
    name: id.toUpperCase(),
    settings: SAMPLE_SETTINGS,
    modelId: id === 'b' ? 'big' : 'small',
  })),
  topics: ['q1', 'q2', 'q3', 'q4'],
  missingTopics: ['q9'],
  depth: 3,
  collection: { name: 'sample', sha256: 'ab' },
  seed: 1,
};

export function sampleCell(configurationId: string, qid: string, change: Partial<CellResult> = {}): CellResult {
  return {
    configurationId,
    qid,
    ranking: ['d1', 'd2', 'd3'].map(docId),
    ties: [],
    outcome: { type: 'complete' },
    windows: { complete: 1, repaired: 0, truncated: 0, unparsed: 0 },
    calls: 1,
    promptTokens: 100,
    completionTokens: 10,
    seconds: 2,
    forecast: null,
    ...change,
  };
}
