import { eachLine } from '../measure/rows.ts';
import type { Candidate, Query, RankRequest } from '../request.ts';
import { eachJsonValue, isBlankJson, parseJson } from './json.ts';
import type { JsonNode } from './json.ts';
import { isPair, readPair } from './pairs.ts';
import { placeFinder } from './place.ts';
import type { InputProblem } from './problems.ts';
import { jsonFault } from './problems.ts';
import { candidatesFromPrompts, parseInvocations, parseQuery, parseRankLlm } from './rank-llm.ts';
import type { InvocationHistory, RankLlmProblem } from './rank-llm.ts';
import type { InputRemark, Judgements } from './reading.ts';

interface RequestsReading {
  readonly requests: readonly RankRequest[];
  /** What the requests' own lists say of their candidates; null: nothing. */
  readonly qrels: Judgements | null;
  readonly invocations: readonly InvocationHistory[];
  readonly notes: readonly InputRemark[];
}

/**
 * Reads requests, results or stored invocations (RankLLM's and others', see `findPassages`), and pairs of a query with one passage, which are put
 * together by their query: JSON values one after another, or one on each line (`lines`). What cannot be read goes to `problem` with its place; `doubt`
 * hears of what is kept but looks wrong. Docids are not yet made unique.
 */
export function readRequests(input: {
  readonly text: string;
  readonly lines: boolean;
  /** Whether passages are taken from the prompts where a result has no candidates. */
  readonly fromPrompts?: boolean;
  readonly problem: (problem: InputProblem) => void;
  readonly doubt: (problem: InputProblem) => void;
}): RequestsReading {
  const { text, lines, doubt } = input;
  let told = false;
  const problem = (found: InputProblem): void => {
    told = true;
    input.problem(found);
  };
  const requests: { readonly query: Query; readonly candidates: readonly Candidate[] }[] = [];
  const pairs = new Map<string, { readonly id: string; readonly candidates: Candidate[] }>();
  const qrels = new Map<string, Map<string, number>>();
  const invocations: InvocationHistory[] = [];
  const notes = new Map<InputRemark['code'], InputRemark>();
  let place = 0;
  const note = (remark: InputRemark): void => {
    const known = notes.get(remark.code);
    // The same remark about several requests is one remark with the sum.
    const summed = remark.code === 'unnamed-candidates' || remark.code === 'judged-only';
    if (summed && known?.code === remark.code) notes.set(remark.code, { ...remark, count: known.count + remark.count });
    else notes.set(remark.code, remark);
  };
  const judge = (qid: string, docid: string, grade: number): void => {
    qrels.set(qid, (qrels.get(qid) ?? new Map<string, number>()).set(docid, grade));
  };
  const takePair = (node: JsonNode, placed: (found: RankLlmProblem) => InputProblem): boolean => {
    if (node.kind !== 'object' || !isPair(node)) return false;
    const pair = readPair(node);
    const key = pair.qid === '' ? pair.query : pair.qid;
    let known = pairs.get(key);
    if (known === undefined) {
      pairs.set(key, (known = { id: pair.qid === '' ? `q${pairs.size + 1}` : pair.qid, candidates: [] }));
      requests.push({ query: { id: known.id, text: pair.query }, candidates: known.candidates });
    }
    for (const found of pair.doubts) doubt(placed(found));
    const candidate = pair.candidate(known.candidates.length + 1);
    if (pair.grade !== null) judge(known.id, candidate.docId, pair.grade);
    known.candidates.push(candidate);
    return true;
  };
  const take = (node: JsonNode, placed: (found: RankLlmProblem) => InputProblem): void => {
    if (takePair(node, placed)) return;
    const stored = node.kind === 'object' ? node.entries.get('invocations_history') : undefined;
    const hasCandidates = node.kind === 'object' && node.entries.has('candidates');
    let requestIndex: number | null = null;
    if (hasCandidates || stored === undefined) {
      const reading = parseRankLlm(node, place);
      if (reading.request !== null) requestIndex = requests.push(reading.request) - 1;
      for (const [docid, grade] of reading.grades) if (reading.request !== null) judge(reading.request.query.id, docid, grade);
      for (const found of reading.problems) problem(placed(found));
      for (const found of reading.doubts) doubt(placed(found));
      for (const remark of reading.notes) note(remark);
    }
    if (stored !== undefined && node.kind === 'object') {
      const history = parseInvocations(stored);
      for (const at of history.unread) problem(placed({ at, code: 'not-a-request', what: 'invocation' }));
      const query = parseQuery(node.entries.get('query'), place, [node]) ?? { id: `q${place + 1}`, text: '' };
      if (!hasCandidates) {
        const candidates = input.fromPrompts === false ? [] : candidatesFromPrompts(history.invocations);
        if (candidates.length > 0) {
          requestIndex = requests.push({ query, candidates }) - 1;
          note({ code: 'from-prompts' });
        } else if (input.fromPrompts !== false) note({ code: 'no-prompt-passages' });
      } else if (history.invocations.length > 0) note({ code: 'result-order' });
      if (history.invocations.length > 0) invocations.push({ query, invocations: history.invocations, requestIndex });
    }
    place += 1;
  };
  if (lines) {
    eachLine(text, (row, line) => {
      if (isBlankJson(row)) return;
      const parsed = parseJson(row, { loose: true });
      if (!parsed.ok) {
        problem({ line, column: parsed.error.at + 1, ...jsonFault(parsed.error, 'requests') });
        place += 1;
        return;
      }
      const values = parsed.value.kind === 'array' ? parsed.value.items : [parsed.value];
      for (const node of values) take(node, ({ at, ...found }) => ({ line, column: at + 1, ...found }));
    });
  } else {
    const placeAt = placeFinder(text);
    eachJsonValue(text, {
      value: (node) => take(node, ({ at, ...found }) => ({ ...placeAt(at), ...found })),
      problem: (found) => problem({ ...placeAt(found.at), ...jsonFault(found, 'requests') }),
    });
  }
  if (requests.length === 0 && invocations.length === 0 && !told)
    problem({ line: 1, column: 1, code: 'not-a-request', what: 'nothing' });
  return { requests, qrels: qrels.size === 0 ? null : qrels, invocations, notes: [...notes.values()] };
}
