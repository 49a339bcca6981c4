import type { Candidate, Query, RankRequest } from '../request.ts';
import { docId } from '../request.ts';
import { cleaned } from './decode.ts';
import type { JsonNode } from './json.ts';
import type { InputFault } from './problems.ts';
import { excerpt } from './problems.ts';
import type { InputRemark } from './reading.ts';

/** A request as found in RankLLM's JSON, before docids are made unique. Problems carry the UTF-16 offset of the value they are about. */
interface RankLlmReading {
  readonly request: RankRequest | null;
  readonly problems: readonly RankLlmProblem[];
  /** Kept as they are, but told: passages without text, docids used twice. */
  readonly doubts: readonly RankLlmProblem[];
  readonly notes: readonly InputRemark[];
}

export type RankLlmProblem = InputFault & { readonly at: number };

const textNames = ['text', 'segment', 'contents', 'content', 'body', 'passage'];

/**
 * Reads one RankLLM request. `query` is a string or `{text, qid}`; a candidate's `doc` is a string or an object with one of text, segment,
 * contents, content, body, passage, and title; names may be numbers. `place` is the request's 0-based place in its file.
 */
export function parseRankLlm(node: JsonNode, place: number): RankLlmReading {
  const fail = (problem: RankLlmProblem): RankLlmReading => ({ request: null, problems: [problem], doubts: [], notes: [] });
  if (node.kind !== 'object') return fail({ at: node.at, code: 'not-a-request', what: 'value' });
  const list = node.entries.get('candidates');
  if (list?.kind !== 'array') return fail({ at: list?.at ?? node.at, code: 'no-candidates', where: 'request' });
  if (list.items.length === 0) return fail({ at: list.at, code: 'no-candidates', where: 'list' });
  const problems: RankLlmProblem[] = [];
  const doubts: RankLlmProblem[] = [];
  const candidates: Candidate[] = [];
  const names = new Set<string>();
  let unnamed = 0;
  for (const [index, item] of list.items.entries()) {
    const document = readDocument(item);
    if (document === null) {
      problems.push({ at: item.at, code: 'no-text', candidate: index + 1 });
      continue;
    }
    const name =
      item.kind === 'object' ? nameOf(item.entries.get('docid') ?? item.entries.get('doc_id') ?? item.entries.get('id')) : '';
    if (name === '') unnamed += 1;
    const given = item.kind === 'object' ? item.entries.get('score') : undefined;
    const score = readScore(given);
    if (score === null) {
      const written = given?.kind === 'string' ? excerpt(given.value) : given?.kind === 'number' ? excerpt(given.written) : null;
      problems.push({ at: item.at, code: 'bad-number', number: 'score', written, candidate: index + 1, kept: false });
      continue;
    }
    if (document.text.trim() === '') doubts.push({ at: item.at, code: 'empty-passage', passage: index + 1 });
    if (name !== '' && names.has(name)) doubts.push({ at: item.at, code: 'duplicate', name, query: null, counts: 'both' });
    names.add(name);
    candidates.push({
      docId: docId(name === '' ? `p${index + 1}` : name),
      ...document,
      ...(score === undefined ? {} : { score }),
    });
  }
  const notes: InputRemark[] = [];
  if (unnamed > 0) notes.push({ code: 'unnamed-candidates', count: unnamed });
  const query = parseQuery(node.entries.get('query') ?? node.entries.get('topic'), place);
  if (query === null) {
    const at = node.entries.get('query')?.at ?? node.at;
    problems.push({ at, code: 'not-a-request', what: 'query' });
  }
  return { request: query === null || candidates.length === 0 ? null : { query, candidates }, problems, doubts, notes };
}

function readDocument(candidate: JsonNode): Pick<Candidate, 'title' | 'text'> | null {
  if (candidate.kind === 'string') return { text: cleaned(candidate.value) };
  if (candidate.kind !== 'object') return null;
  const doc = candidate.entries.get('doc') ?? candidate.entries.get('document') ?? candidate;
  if (doc.kind === 'string') return { text: cleaned(doc.value) };
  if (doc.kind !== 'object') return null;
  const text = textNames.map((name) => doc.entries.get(name)).find((value) => value?.kind === 'string');
  if (text?.kind !== 'string') return null;
  const title = doc.entries.get('title') ?? candidate.entries.get('title');
  if (title?.kind !== 'string' || title.value.trim() === '') return { text: cleaned(text.value) };
  return { title: cleaned(title.value).trim(), text: cleaned(text.value) };
}

/** undefined: none given; null: not a finite number. */
function readScore(node: JsonNode | undefined): number | null | undefined {
  if (node === undefined || (node.kind === 'literal' && node.value === null)) return undefined;
  if (node.kind !== 'number' && node.kind !== 'string') return null;
  const written = node.kind === 'number' ? node.written : node.value.trim();
  return written !== '' && Number.isFinite(Number(written)) ? Number(written) : null;
}

function nameOf(node: JsonNode | undefined): string {
  if (node?.kind === 'string') return cleaned(node.value).trim();
  return node?.kind === 'number' ? node.written : '';
}

/**
 * A query as RankLLM writes it: a string or `{text, qid}`; `place` (0-based) names it where it has no qid. A query that is not there at all is
 * empty: the page has a field for it. null: there, but of a wrong kind.
 */
export function parseQuery(node: JsonNode | undefined, place: number): Query | null {
  const id = `q${place + 1}`;
  if (node === undefined) return { id, text: '' };
  if (node.kind === 'string') return { id, text: cleaned(node.value).trim() };
  if (node.kind !== 'object') return null;
  const text = node.entries.get('text') ?? node.entries.get('query');
  if (text !== undefined && text.kind !== 'string') return null;
  const name = node.entries.get('qid') ?? node.entries.get('id');
  const written = name?.kind === 'string' ? cleaned(name.value).trim() : name?.kind === 'number' ? name.written : '';
  return { id: written === '' ? id : written, text: cleaned(text?.value ?? '').trim() };
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
    const reasoning = item.entries.get('reasoning');
    invocations.push({
      prompt: messages(item.entries.get('prompt')),
      response: cleaned(response.value),
      reasoning: reasoning?.kind === 'string' ? cleaned(reasoning.value) : null,
      inputTokens: count(item.entries.get('input_token_count')),
      outputTokens: count(item.entries.get('output_token_count')),
    });
  }
  return { invocations, unread: list.kind === 'array' ? unread : [list.at] };
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
