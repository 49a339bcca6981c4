import { RANK_LLM_ORDER } from '../answer/shape.ts';
import { candidatesFromPrompts } from '../input/rank-llm.ts';
import type { Invocation } from '../input/rank-llm.ts';
import { parseWith } from '../parser/index.ts';
import { applyOrder } from '../ranking.ts';
import type { Window } from '../ranking.ts';
import type { Candidate, DocId, RankRequest, Result } from '../request.ts';
import type { ChatMessage, ModelIdentity, PromptPassage, RunEvent, RunEventBody, ThoughtEnd, WindowOutcome } from './event.ts';
import { RUN_LOG_SCHEMA } from './event.ts';
import type { LogFileProblem } from './file.ts';
import { startSettings } from '../run/settings.ts';

/** What an opened log lacks, could not tell, or had changed after it was saved. The sentences stand in app/words. */
export type OpenedNote =
  | LogFileProblem
  /** RankLLM stores no times, no model, no settings, and not always tokens; the file's candidates may stand in an order that is none of these calls'. */
  | { readonly code: 'times-unknown' | 'settings-unknown' | 'model-unknown' | 'tokens-unknown' | 'other-final-order' }
  | { readonly code: 'changed-model' | 'changed-request' }
  /** 0-based windows. */
  | { readonly code: 'changed-prompts'; readonly windows: readonly number[] };

interface MadeLog {
  readonly log: readonly RunEvent[];
  /** What RankLLM does not store, or what does not agree. */
  readonly notes: readonly OpenedNote[];
}

/**
 * Why stored calls cannot be replayed. no-prompts: some call's prompt holds no numbered passages. unmatched: a passage of a prompt is none of the
 * candidates, or could be several. no-order: no one list has all windows as stretches of it.
 */
export type MakeLogProblem = 'no-prompts' | 'unmatched' | 'no-order';

const ELSEWHERE: ModelIdentity = {
  id: 'unknown',
  manifestSha256: '',
  library: '',
  template: '',
  engine: 'RankLLM',
  adapter: '',
};
/** Of a passage, as far as prompts leave it alone: RankLLM cuts passages at their end and may mend characters. */
const COMPARED = 60;

/**
 * The log of a run made by RankLLM, from its stored model calls: the starting order is the one that has every window as a stretch, answers are read
 * as RankLLM reads them. Every event stands at 0 ms and every rate is 0, since RankLLM stores no times; the notes say so.
 */
export function logOfInvocations(made: {
  readonly request: RankRequest;
  readonly invocations: readonly Invocation[];
  readonly runId: string;
}): Result<MadeLog, MakeLogProblem> {
  const { request, invocations, runId } = made;
  const texts = invocations.map((invocation) => candidatesFromPrompts([invocation]).map(({ text }) => text));
  if (invocations.length === 0 || texts.some(({ length }) => length === 0)) return { ok: false, error: 'no-prompts' };
  const find = finder(request.candidates);
  const windows: DocId[][] = [];
  for (const passages of texts) {
    const docIds = passages.flatMap((text) => find(text) ?? []);
    if (docIds.length < passages.length || new Set(docIds).size < docIds.length) return { ok: false, error: 'unmatched' };
    windows.push(docIds);
  }
  const given = request.candidates.map(({ docId }) => docId);
  const first = startingOrder(windows, given);
  const plan: Window[] = [];
  const orders: (readonly DocId[])[] = [];
  const outcomes: WindowOutcome[] = [];
  let ranking = first;
  for (const [index, docIds] of windows.entries()) {
    const start = ranking.indexOf(docIds[0] ?? ('' as DocId));
    const window = { start, end: start + docIds.length };
    if (!docIds.every((docId, place) => ranking[start + place] === docId)) return { ok: false, error: 'no-order' };
    const output = invocations[index]?.response ?? '';
    // Its reading takes digits alone, so the rest of the form decides nothing.
    const { groups, outcome } = parseWith('rank-llm', { output, shape: RANK_LLM_ORDER, count: docIds.length });
    ranking = applyOrder({ ranking, window, order: groups.flat() });
    outcomes.push(outcome);
    plan.push(window);
    orders.push(ranking);
  }
  // The candidates of a results file stand in the final order: the run started from the one found in the prompts.
  const places = new Map(first.map((docId, place) => [docId, place]));
  const candidates = request.candidates.toSorted((one, other) => (places.get(one.docId) ?? 0) - (places.get(other.docId) ?? 0));
  const started: RankRequest = { query: request.query, candidates };
  const bodies: RunEventBody[] = [
    {
      type: 'run-start',
      schema: RUN_LOG_SCHEMA,
      request: started,
      settings: settingsOf(plan),
      model: ELSEWHERE,
      windows: plan,
    },
  ];
  for (const [index, invocation] of invocations.entries()) {
    const window = plan[index];
    const docIds = windows[index];
    const [after, outcome] = [orders[index], outcomes[index]];
    if (window === undefined || docIds === undefined || after === undefined || outcome === undefined) continue;
    bodies.push(...windowBodies({ index, window, docIds, after, outcome, invocation, texts: texts[index] ?? [] }));
  }
  bodies.push({ type: 'run-end', outcome: { type: 'complete' }, ranking });
  const log = bodies.map((body, seq): RunEvent => ({ ...body, runId, seq, at: 0 }));
  // A requests file has its candidates in the order the run started from; only another order is a stored result.
  const stored = given.every((docId, place) => docId === first[place]) || given.every((docId, place) => docId === ranking[place]);
  return { ok: true, value: { log, notes: notesOf(invocations, stored) } };
}

function notesOf(invocations: readonly Invocation[], stored: boolean): readonly OpenedNote[] {
  const counted = invocations.every(({ inputTokens, outputTokens }) => inputTokens !== null && outputTokens !== null);
  return [
    { code: 'times-unknown' },
    { code: 'model-unknown' },
    { code: 'settings-unknown' },
    ...(counted ? [] : [{ code: 'tokens-unknown' } as const]),
    ...(stored ? [] : [{ code: 'other-final-order' } as const]),
  ];
}

function settingsOf(plan: readonly Window[]): Extract<RunEventBody, { readonly type: 'run-start' }>['settings'] {
  const windowSize = Math.max(...plan.map(({ start, end }) => end - start));
  const [one, two] = plan;
  const windowStride = one === undefined || two === undefined ? windowSize : Math.max(1, Math.abs(one.end - two.end));
  return startSettings({
    windowSize,
    windowStride,
    thoughtTokens: 0,
    passageWords: 0,
    priorWeight: 0,
    reading: 'off',
    readingWeight: 0,
    answerMode: 'free',
  });
}

/** Windows go from the end of the list to its top: what a later one brings in stood before. What no window held stands at the end, as given. */
function startingOrder(windows: readonly (readonly DocId[])[], given: readonly DocId[]): readonly DocId[] {
  const seen = new Set<DocId>();
  const groups = windows.map((docIds) => docIds.filter((docId) => seen.size < seen.add(docId).size));
  return [...groups.toReversed().flat(), ...given.filter((docId) => !seen.has(docId))];
}

function windowBodies(part: {
  readonly index: number;
  readonly window: Window;
  readonly docIds: readonly DocId[];
  readonly after: readonly DocId[];
  readonly outcome: WindowOutcome;
  readonly invocation: Invocation;
  readonly texts: readonly string[];
}): readonly RunEventBody[] {
  const { index, window, docIds, after, outcome, invocation, texts } = part;
  const { thought, answer, end } = parted(invocation);
  const passages = docIds.map((docId, place): PromptPassage => ({
    docId,
    identifier: place + 1,
    bucket: 0,
    text: texts[place] ?? '',
    keptFrom: 0,
    keptTo: (texts[place] ?? '').length,
    cut: false,
    neutralised: 0,
  }));
  const messages = invocation.prompt.map(({ role, content }): ChatMessage => ({
    role: role === 'system' || role === 'assistant' ? role : 'user',
    content,
  }));
  const promptTokens = invocation.inputTokens ?? 0;
  const bodies: RunEventBody[] = [{ type: 'window-start', window: index, ...window, passages, messages, promptTokens }];
  if (end !== 'none') {
    bodies.push({ type: 'reasoning-start', window: index });
    bodies.push({ type: 'reasoning-delta', window: index, text: thought });
    bodies.push({ type: 'reasoning-end', window: index, end });
  }
  if (answer !== '') bodies.push({ type: 'answer-delta', window: index, text: answer });
  const usage = {
    promptTokens,
    completionTokens: invocation.outputTokens ?? 0,
    prefillTokensPerSecond: 0,
    decodeTokensPerSecond: 0,
  };
  bodies.push({ type: 'window-end', window: index, outcome, thought: end, ranking: after, usage });
  return bodies;
}

function parted({ response, reasoning }: Invocation): {
  readonly thought: string;
  readonly answer: string;
  readonly end: ThoughtEnd;
} {
  if (reasoning !== null && reasoning.trim() !== '') return { thought: reasoning, answer: response, end: 'closed' };
  const at = response.lastIndexOf('</think>');
  const open = response.indexOf('<think>');
  if (at !== -1)
    return {
      thought: response.slice(open === -1 ? 0 : open + '<think>'.length, at),
      answer: response.slice(at + '</think>'.length),
      end: 'closed',
    };
  if (open !== -1) return { thought: response.slice(open + '<think>'.length), answer: '', end: 'open' };
  return { thought: '', answer: response, end: 'none' };
}

/** Finds the one candidate that a prompt's passage begins as; null where none or several do. */
function finder(candidates: readonly Candidate[]): (passage: string) => DocId | null {
  const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  const known = candidates.map(({ docId, title = '', text }) => ({
    docId,
    starts: [bare(text), bare(`${title}${text}`), bare(`title${title}content${text}`)],
  }));
  return (passage) => {
    const whole = bare(passage);
    const exact = known.filter(({ starts }) => starts.includes(whole));
    const sought = whole.slice(0, COMPARED);
    const found = exact.length > 0 ? exact : known.filter(({ starts }) => starts.some((start) => start.startsWith(sought)));
    const [only, ...more] = found;
    return only === undefined || more.length > 0 || sought === '' ? null : only.docId;
  };
}
