import type { Candidate, Query, RankRequest } from '../request.ts';
import { docId } from '../request.ts';
import { readGrade } from '../measure/numbers.ts';
import { cleaned } from './clean.ts';
import type { JsonNode } from './json.ts';
import { fieldOf, passageName, scoreOf, textOf, titleOf } from './passage-fields.ts';
import type { JsonObject } from './passage-fields.ts';
import { findPassages } from './passages.ts';
import type { InputFault } from './problems.ts';
import { excerpt } from './problems.ts';
import type { InputRemark } from './reading.ts';

/** A request as found in RankLLM's JSON, before docids are made unique. Problems carry the UTF-16 offset of the value they are about. */
interface RankLlmReading {
  readonly request: RankRequest | null;
  /** docid → grade, of those whose candidates are told to be relevant or not. */
  readonly grades: ReadonlyMap<string, number>;
  readonly problems: readonly RankLlmProblem[];
  /** Kept as they are, but told: passages without text, docids used twice. */
  readonly doubts: readonly RankLlmProblem[];
  readonly notes: readonly InputRemark[];
}

export type RankLlmProblem = InputFault & { readonly at: number };

/**
 * Reads one request: RankLLM's and RankGPT's, a rerank server's question or answer, a query with passages of any of the data sets that `findPassages`
 * knows. `query` is a string or `{text, qid}`; a candidate's `doc` is a string or an object with a text and a title; names may be numbers. `place` is the
 * request's 0-based place in its file.
 */
export function parseRankLlm(node: JsonNode, place: number): RankLlmReading {
  const fail = (problem: RankLlmProblem): RankLlmReading => ({
    request: null,
    grades: new Map(),
    problems: [problem],
    doubts: [],
    notes: [],
  });
  if (node.kind !== 'object') return fail({ at: node.at, code: 'not-a-request', what: 'value' });
  const list = findPassages(node);
  if (list === null) {
    const at = node.entries.get('candidates')?.at ?? node.at;
    return fail({ at, code: 'no-candidates', where: 'request' });
  }
  if (list.passages.length === 0) return fail({ at: list.at, code: 'no-candidates', where: 'list' });
  const problems: RankLlmProblem[] = [];
  const doubts: RankLlmProblem[] = [];
  const candidates: Candidate[] = [];
  const grades = new Map<string, number>();
  const names = new Set<string>();
  // This page's own file: names are exact, and it says where its scores stand for the order alone.
  const own = node.entries.get('glassrank');
  const scores = own?.kind === 'object' ? own.entries.get('scores') : undefined;
  const made = scores?.kind === 'string' && scores.value === 'order';
  // Names that say where passages are from, or their place, name them only where each has its own.
  const called = list.passages.map(({ node: item }) => passageName(item, own !== undefined));
  const shared = called.filter(({ shared }) => shared).map(({ name }) => name);
  const apart = new Set(shared).size === shared.length;
  let unnamed = 0;
  for (const [index, { node: item, grade: known }] of list.passages.entries()) {
    const document = readDocument(item);
    if (document === null) {
      problems.push({ at: item.at, code: 'no-text', candidate: index + 1 });
      continue;
    }
    const found = called[index];
    const name = found === undefined || (found.shared && !apart) ? '' : found.name;
    if (name === '') unnamed += 1;
    const given = item.kind === 'object' ? scoreOf(item) : undefined;
    const score = made ? undefined : readGivenScore(given);
    if (score === null) {
      const written = given?.kind === 'string' ? excerpt(given.value) : given?.kind === 'number' ? excerpt(given.written) : null;
      // NaN and Infinity are numbers that JSON cannot hold: the passage is not at fault.
      const kept = given?.kind === 'number';
      (kept ? doubts : problems).push({ at: item.at, code: 'bad-number', number: 'score', written, candidate: index + 1, kept });
      if (!kept) continue;
    }
    if (document.text.trim() === '') doubts.push({ at: item.at, code: 'empty-passage', passage: index + 1 });
    if (name !== '' && names.has(name)) doubts.push({ at: item.at, code: 'duplicate', name, query: null, counts: 'both' });
    names.add(name);
    const id = docId(name === '' ? `p${index + 1}` : name);
    const judged = known ?? (item.kind === 'object' ? gradeOf(item, index + 1, doubts) : null);
    if (judged !== null) grades.set(id, judged);
    candidates.push({ docId: id, ...document, ...(score === undefined || score === null ? {} : { score }) });
  }
  const notes: InputRemark[] = [];
  if (unnamed > 0) notes.push({ code: 'unnamed-candidates', count: unnamed });
  if (list.judged) notes.push({ code: 'judged-only', count: 1 });
  const asked = list.query ?? node.entries.get('query') ?? node.entries.get('question') ?? node.entries.get('topic');
  const query = parseQuery(asked, place, [node, list.passages[0]?.node]);
  if (query === null) problems.push({ at: asked?.at ?? node.at, code: 'not-a-request', what: 'query' });
  return { request: query === null || candidates.length === 0 ? null : { query, candidates }, grades, problems, doubts, notes };
}

function readDocument(candidate: JsonNode): Pick<Candidate, 'title' | 'text'> | null {
  if (candidate.kind === 'string') return { text: cleaned(candidate.value) };
  if (candidate.kind !== 'object') return null;
  const text = textOf(candidate);
  if (text === undefined) return null;
  const title = titleOf(candidate);
  return { ...(title === '' ? {} : { title }), text: cleaned(text) };
}

/** undefined: none given; null: not a finite number. */
function readGivenScore(node: JsonNode | undefined): number | null | undefined {
  if (node === undefined || (node.kind === 'literal' && node.value === null)) return undefined;
  if (node.kind !== 'number' && node.kind !== 'string') return null;
  const written = node.kind === 'number' ? node.written : node.value.trim();
  return written !== '' && Number.isFinite(Number(written)) ? Number(written) : null;
}

/** A candidate's own judgement; null: it has none, or one that is no whole number, which is told. */
function gradeOf(item: JsonObject, candidate: number, doubts: RankLlmProblem[]): number | null {
  const node = fieldOf(item, 'grade');
  if (node === undefined || node.kind === 'array' || node.kind === 'object') return null;
  if (node.kind === 'literal') return node.value === null ? null : Number(node.value);
  const written = node.kind === 'number' ? node.written : node.value.trim();
  const grade = readGrade(written);
  if (grade === null)
    doubts.push({ at: node.at, code: 'bad-number', number: 'grade', written: excerpt(written), candidate, kept: true });
  return grade;
}

/**
 * A query as RankLLM writes it: a string or `{text, qid}`; `place` (0-based) names it where it has no qid. A query that is not there at all is
 * empty: the page has a field for it. null: there, but of a wrong kind.
 */
export function parseQuery(
  node: JsonNode | undefined,
  place: number,
  /** Objects beside the query's text that may name it. */
  beside: readonly (JsonNode | undefined)[] = [],
): Query | null {
  const named = beside
    .map((one) => (one?.kind === 'object' ? queryName(one, one === beside[0]) : ''))
    .find((name) => name !== '');
  const id = named ?? `q${place + 1}`;
  if (node === undefined) return { id, text: '' };
  if (node.kind === 'string') return { id, text: cleaned(node.value).trim() };
  if (node.kind !== 'object') return null;
  const text = node.entries.get('text') ?? node.entries.get('query');
  if (text !== undefined && text.kind !== 'string') return null;
  const written = queryName(node, true);
  return { id: written === '' ? id : written, text: cleaned(text?.value ?? '').trim() };
}

/** The name of a query that an object tells. `own`: the object is the query's, so that its `id` is the query's too. */
function queryName(node: JsonObject, own: boolean): string {
  const found = fieldOf(node, 'queryId') ?? (own ? fieldOf(node, 'id') : undefined);
  return found?.kind === 'string' ? cleaned(found.value).trim() : found?.kind === 'number' ? found.written : '';
}

/** One call of the model as RankLLM stores it (`InferenceInvocation`). Counts are in tokens; null: not stored. */
export interface Invocation {
  /** A prompt stored as one string has the role `user`. */
  readonly prompt: readonly { readonly role: string; readonly content: string }[];
  readonly response: string;
  readonly reasoning: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** All calls of one query's run, in the order they were made. */
export interface InvocationHistory {
  readonly query: Query;
  readonly invocations: readonly Invocation[];
  /** Place in `requests` of the reading; null until it is known or when there is none. */
  readonly requestIndex: number | null;
}

/** Reads `invocations_history` of a RankLLM result; entries without a response are told by their offset and left out. */
export function parseInvocations(list: JsonNode): {
  readonly invocations: readonly Invocation[];
  readonly unread: readonly number[];
} {
  const invocations: Invocation[] = [];
  const unread: number[] = [];
  for (const item of list.kind === 'array' ? list.items : []) {
    const response = item.kind === 'object' ? item.entries.get('response') : undefined;
    if (item.kind !== 'object' || response?.kind !== 'string') {
      unread.push(item.at);
      continue;
    }
    const reasoning = thoughtOf(item);
    invocations.push({
      prompt: messages(item.entries.get('prompt')),
      response: cleaned(response.value),
      reasoning,
      inputTokens: count(item.entries.get('input_token_count')),
      outputTokens: count(item.entries.get('output_token_count')),
    });
  }
  return { invocations, unread: list.kind === 'array' ? unread : [list.at] };
}

/**
 * The thought of a call; null: it has none. Some versions of RankLLM gave their patterns in the places of the thought and of the token usage: a pattern
 * is no thought.
 */
function thoughtOf({ entries }: JsonObject): string | null {
  const reasoning = entries.get('reasoning');
  if (reasoning?.kind !== 'string') return null;
  const shifted = entries.get('token_usage')?.kind === 'string';
  return shifted || /^r(["']).*\1$/su.test(reasoning.value.trim()) ? null : cleaned(reasoning.value);
}

function messages(node: JsonNode | undefined): Invocation['prompt'] {
  if (node?.kind === 'string') return [{ role: 'user', content: cleaned(node.value) }];
  const items = node?.kind === 'array' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => {
    if (item.kind === 'string') return [{ role: 'user', content: cleaned(item.value) }];
    const content = item.kind === 'object' ? item.entries.get('content') : undefined;
    const role = item.kind === 'object' ? item.entries.get('role') : undefined;
    if (content?.kind !== 'string') return [];
    return [{ role: role?.kind === 'string' ? role.value : 'user', content: cleaned(content.value) }];
  });
}

function count(node: JsonNode | undefined): number | null {
  const value = node?.kind === 'number' ? Number(node.written) : Number.NaN;
  return Number.isInteger(value) && value >= 0 ? value : null;
}

const marked = /^\[(\d{1,5})\] ?/;

/**
 * The passages of a run of which only the prompts are left, in the order the run began with: RankLLM's windows go from the end of the list to
 * its top, so passages first seen in a later window stood before. Names are lost: p1, p2, … Passages are told apart by their text.
 */
export function candidatesFromPrompts(invocations: readonly Invocation[]): readonly Candidate[] {
  const seen = new Set<string>();
  const groups: (readonly string[])[] = [];
  for (const { prompt } of invocations) {
    const fresh: string[] = [];
    for (const text of promptPassages(prompt)) {
      if (seen.has(text)) continue;
      seen.add(text);
      fresh.push(text);
    }
    groups.push(fresh);
  }
  return groups
    .toReversed()
    .flat()
    .map((text, index) => ({ docId: docId(`p${index + 1}`), text }));
}

/**
 * Passages after `[1]`, `[2]`, … at line starts, counting up from 1 through all messages. A message that is one passage (RankGPT's dialogue) is
 * it whole; elsewhere the last passage ends at its line, since the question follows.
 */
function promptPassages(prompt: Invocation['prompt']): readonly string[] {
  const passages: string[] = [];
  const dialogue = prompt.filter(({ role }) => role === 'assistant').length > 1;
  for (const { role, content } of prompt) {
    if (role === 'assistant') continue;
    const found: string[][] = [];
    for (const line of content.split('\n')) {
      const mark = marked.exec(line);
      if (mark !== null && Number(mark[1]) === passages.length + found.length + 1) found.push([line.slice(mark[0].length)]);
      else found.at(-1)?.push(line);
    }
    const whole = dialogue && found.length === 1 && content.startsWith('[');
    for (const [index, lines] of found.entries()) {
      const ends = index === found.length - 1 && !whole;
      passages.push((ends ? (lines[0] ?? '') : lines.join('\n')).trim());
    }
  }
  return passages.filter((text) => text !== '' && !text.startsWith('>'));
}
