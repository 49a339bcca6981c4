import type { RunView, WindowView } from '../log/run-view.ts';
import { rankLlmCandidate } from './rank-llm-candidate.ts';
import { runNotes } from './notes.ts';

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
      outcome: view.outcome ?? { type: 'running' },
      model: view.model,
      settings: view.settings,
      ...(view.ties.length === 0 ? {} : { ties: view.ties }),
      windows: view.windows.map(windowFacts),
      notes: runNotes(view).map(({ words }) => words),
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
