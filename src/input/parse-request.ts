import { docId } from '../rank/doc-id.ts';
import type { RankRequest } from '../rank/rank-request.ts';
import type { Result } from '../rank/result.ts';
import { cleanText } from './clean-text.ts';
import { guessFormat } from './guess-format.ts';
import type { InputFormat } from './input-format.ts';
import type { InputProblem } from './input-problem.ts';
import { parseBlocks } from './parse-blocks.ts';
import { parseJson } from './parse-json.ts';
import { parseLines } from './parse-lines.ts';
import { parseList } from './parse-list.ts';
import { parseRankLlm } from './parse-rank-llm.ts';
import type { PassagePiece } from './passage-piece.ts';
import { placeFinder } from './place-finder.ts';
import { uniqueDocIds } from './unique-doc-ids.ts';

export type { InputFormat } from './input-format.ts';
export type { InputProblem } from './input-problem.ts';

/** A sentence about something that was read in a way the person should know of. */
export type InputNote = string;

export interface ParsedInput {
  readonly format: InputFormat;
  /** The first of `requests`. Its query text is empty when neither the input nor `query` gave one. */
  readonly request: RankRequest;
  readonly requests: readonly RankRequest[];
  /** Parts that could not be read beside those that could: candidates or lines left out. */
  readonly problems: readonly InputProblem[];
  readonly notes: readonly InputNote[];
}

interface Found {
  readonly requests: readonly RankRequest[];
  readonly problems: readonly InputProblem[];
  readonly notes: readonly string[];
}

/**
 * Reads a pasted or dropped text into requests; `format` is guessed when it is not given. Plain formats have no query of their own: theirs is
 * `query`, which also fills in for JSON requests without one. Passages are named p1, p2, … unless the text names them. An error when not
 * one request can be read: every problem with its place.
 */
export function parseRequest(input: {
  text: string;
  query?: string;
  format?: InputFormat;
}): Result<ParsedInput, readonly InputProblem[]> {
  const { text, notes } = cleanText(input.text);
  if (text.trim() === '') {
    const hint = 'Paste passages: one per line, between blank lines, as a list, or RankLLM JSON.';
    return { ok: false, error: [{ line: 1, column: 1, code: 'empty-input', message: 'There is no text.', hint }] };
  }
  const format = input.format ?? guessFormat(text);
  const found = readAs(format, text);
  const query = cleanText(input.query ?? '').text.trim();
  const renamed: string[] = [];
  const requests = found.requests.map((request) => {
    const unique = uniqueDocIds(request.candidates);
    renamed.push(...unique.renamed);
    const asked = request.query.text === '' ? { ...request.query, text: query } : request.query;
    return { query: asked, candidates: unique.candidates };
  });
  const [request] = requests;
  if (request === undefined) return { ok: false, error: found.problems };
  const allNotes = [...notes, ...found.notes];
  if (renamed.length > 0) allNotes.push(`Docids used more than once: the later ones are now called ${some(renamed)}.`);
  const empty = requests.flatMap(({ candidates }) => candidates.filter((candidate) => candidate.text.trim() === ''));
  if (empty.length > 0) allNotes.push(`Passages without text: ${some(empty.map((candidate) => candidate.docId))}.`);
  return { ok: true, value: { format, request, requests, problems: found.problems, notes: allNotes } };
}

function some(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
}

function readAs(format: InputFormat, text: string): Found {
  switch (format) {
    case 'rank-llm-json':
      return readJson(text, 0);
    case 'rank-llm-jsonl':
      return readJsonLines(text);
    case 'blocks':
      return plain(parseBlocks(text));
    case 'lines':
      return plain(parseLines(text));
    case 'numbered':
      return readList(text);
  }
}

function plain(pieces: readonly PassagePiece[]): Found {
  const candidates = pieces.map(({ text }, index) => ({ docId: docId(`p${index + 1}`), text }));
  return { requests: [{ query: { id: 'q1', text: '' }, candidates }], problems: [], notes: [] };
}

function readList(text: string): Found {
  const { pieces } = parseList(text);
  const { line } = placeFinder(text)(text.search(/\S/u));
  const start = pieces[0]?.line;
  if (start === undefined) {
    const hint = 'Begin each passage with [1], 1. or -, or choose another way to read the text.';
    const problem = { line, column: 1, code: 'no-list-marker', message: 'No line begins with a list marker.', hint } as const;
    return { requests: [], problems: [problem], notes: [] };
  }
  const found = plain(pieces);
  return start === line ? found : { ...found, notes: [`What stands before line ${start} has no list marker and was left out.`] };
}

const jsonHint = 'Correct it there, or choose another way to read the text.';

/** `place`: how many requests stand before this text in its file. */
function readJson(text: string, place: number): Found {
  const placeAt = placeFinder(text);
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const { at, code, message } = parsed.error;
    return {
      requests: [],
      problems: [{ ...placeAt(at), code, message: `Not valid JSON: ${message}.`, hint: jsonHint }],
      notes: [],
    };
  }
  const nodes = parsed.value.kind === 'array' ? parsed.value.items : [parsed.value];
  if (nodes.length === 0) {
    const message = 'The array holds no request.';
    return {
      requests: [],
      problems: [{ ...placeAt(parsed.value.at), code: 'not-a-request', message, hint: jsonHint }],
      notes: [],
    };
  }
  const readings = nodes.map((node, index) => parseRankLlm(node, place + index));
  return {
    requests: readings.flatMap(({ request }) => request ?? []),
    problems: readings.flatMap(({ problems }) => problems.map(({ at, ...problem }) => ({ ...placeAt(at), ...problem }))),
    notes: [...new Set(readings.flatMap(({ notes }) => notes))],
  };
}

function readJsonLines(text: string): Found {
  const requests: RankRequest[] = [];
  const problems: InputProblem[] = [];
  const notes = new Set<string>();
  let place = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const found = readJson(line, place);
    place += 1;
    requests.push(...found.requests);
    problems.push(...found.problems.map((problem) => ({ ...problem, line: index + 1 })));
    for (const note of found.notes) notes.add(note);
  }
  return { requests, problems, notes: [...notes] };
}
