import { startingRanking } from '../starting-ranking.ts';
import type { RunView } from '../log/run-view.ts';
import { rankLlmCandidate } from './rank-llm-candidate.ts';
import { runNotes } from './notes.ts';

/**
 * The run's request as a RankLLM requests file (JSON array of one): candidates in the order given, with their own scores. RankLLM requires a
 * score, so where one is missing all become N, N−1 … 1, and `glassrank.notes` says so. `glassrank.first_stage` is the order the run started from.
 */
export function toRankLlmRequests(view: RunView): string {
  const { query, candidates, firstStage } = view.request;
  const scored = candidates.every(({ score }) => score !== undefined && Number.isFinite(score));
  const notes = scored ? [] : ['Scores N, N-1 ... 1 stand for the order given: not every passage came with a score of its own.'];
  const request = {
    query: { text: query.text, qid: query.id },
    candidates: candidates.map((candidate, index) =>
      rankLlmCandidate(candidate, scored ? (candidate.score ?? 0) : candidates.length - index),
    ),
    glassrank: {
      first_stage: { method: firstStage?.method ?? 'given', ranking: startingRanking(view.request) },
      notes: [...notes, ...runNotes(view).map(({ words }) => words)],
    },
  };
  return `${JSON.stringify([request], null, 2)}\n`;
}
