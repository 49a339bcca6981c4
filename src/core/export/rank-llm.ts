import type { RunView, WindowView } from '../log/view.ts';
import { startingRanking } from '../ranking.ts';
import type { Candidate } from '../request.ts';
import type { ExportFormat } from './format.ts';
import { noteText, runNotes } from './notes.ts';

/** A candidate as RankLLM's `data.py` reads it: `{docid, score, doc}`, where `score` must be a number. */
function rankLlmCandidate(
  { docId, title, text }: Candidate,
  score: number,
): { readonly docid: string; readonly score: number; readonly doc: { readonly title?: string; readonly text: string } } {
  return { docid: docId, score, doc: { ...(title === undefined ? {} : { title }), text } };
}

/**
 * The run's request as a RankLLM requests file (JSON array of one): candidates in the order given, with their own scores. RankLLM requires a
 * score, so where one is missing all become N, N−1 … 1, and `glassrank.notes` says so, and `glassrank.scores` to this page's own reader, which leaves them
 * out. `glassrank.first_stage` is the order the run started from.
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
      ...(scored ? {} : { scores: 'order' }),
      first_stage: { method: firstStage?.method ?? 'given', ranking: startingRanking(view.request) },
      notes: [...notes, ...runNotes(view).map(noteText)],
    },
  };
  return `${JSON.stringify([request], null, 2)}\n`;
}

/**
 * The run as a RankLLM results file (JSON array of one) that is its invocations file too: candidates in the committed order with scores N … 1,
 * and each model call with its prompt messages, its response and thought as written, and its tokens. RankLLM has no place for repairs and
 * what was cut: they stand under `glassrank`, which its readers pass over.
 */
export function toRankLlmResults(view: RunView): string {
  const { query, candidates } = view.request;
  const known = new Map(candidates.map((candidate) => [candidate.docId, candidate]));
  const ranked = view.committed.flatMap((docId) => known.get(docId) ?? []);
  const result = {
    query: { text: query.text, qid: query.id },
    candidates: ranked.map((candidate, place) => rankLlmCandidate(candidate, ranked.length - place)),
    invocations_history: view.windows.map(invocation),
    glassrank: {
      scores: 'order',
      outcome: view.outcome ?? { type: 'running' },
      model: view.model,
      settings: view.settings,
      ...(view.ties.length === 0 ? {} : { ties: view.ties }),
      windows: view.windows.map(windowFacts),
      notes: runNotes(view).map(noteText),
    },
  };
  return `${JSON.stringify([result], null, 2)}\n`;
}

function invocation(window: WindowView): object {
  return {
    prompt: window.messages.map(({ role, content }) => ({ role, content })),
    response: window.answer,
    // The count of a window that was broken off is not known; RankLLM requires a number.
    input_token_count: window.usage?.promptTokens ?? window.promptTokens,
    output_token_count: window.usage?.completionTokens ?? 0,
    ...(window.thought === 'none' && window.reasoning === '' ? {} : { reasoning: window.reasoning }),
  };
}

function windowFacts(window: WindowView): object {
  return {
    start: window.start,
    end: window.end,
    outcome: window.outcome ?? { type: 'broken-off' },
    thought: window.thought,
    output_tokens_counted: window.usage !== null,
    ...(window.usage?.forcedTokens === undefined ? {} : { forced_tokens: window.usage.forcedTokens }),
    passages: window.passages.map(({ docId, identifier, keptFrom, keptTo, cut, neutralised }) => ({
      identifier,
      docid: docId,
      kept_from: keptFrom,
      kept_to: keptTo,
      cut,
      neutralised,
    })),
  };
}

/** Query and passages, for RankLLM to rank. */
export const rankLlmRequestsFormat: ExportFormat<'rank-llm-requests'> = {
  kind: 'rank-llm-requests',
  ending: '-requests.json',
  mime: 'application/json',
  needsReplayPage: false,
  write: ({ view }) => toRankLlmRequests(view),
};

/** The order and every model call. */
export const rankLlmResultsFormat: ExportFormat<'rank-llm-results'> = {
  kind: 'rank-llm-results',
  ending: '-results.json',
  mime: 'application/json',
  needsReplayPage: false,
  write: ({ view }) => toRankLlmResults(view),
};
