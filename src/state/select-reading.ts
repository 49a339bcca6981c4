import type { InputFormat, InputNote, InputProblem } from '../input/parse-request.ts';
import { parseRequest } from '../input/parse-request.ts';
import type { RankRequest } from '../rank/rank-request.ts';
import type { InputDraft } from './app-state.ts';

/** What the input is taken to mean. `ready` only when there is a query and at least two passages to put in order. */
export interface Reading {
  readonly format: InputFormat | null;
  readonly request: RankRequest | null;
  readonly requests: readonly RankRequest[];
  readonly problems: readonly InputProblem[];
  readonly notes: readonly InputNote[];
  /** The query inside the paste, or null when the format has none. */
  readonly pastedQuery: string | null;
  readonly lacks: readonly ('query' | 'passages' | 'second-passage')[];
  readonly ready: boolean;
}

const NOTHING: Omit<Reading, 'lacks'> = {
  format: null,
  request: null,
  requests: [],
  problems: [],
  notes: [],
  pastedQuery: null,
  ready: false,
};

function lacksOf(query: string, passages: number): Reading['lacks'] {
  const lacks: ('query' | 'passages' | 'second-passage')[] = [];
  if (query.trim() === '') lacks.push('query');
  if (passages === 0) lacks.push('passages');
  if (passages === 1) lacks.push('second-passage');
  return lacks;
}

function read(input: InputDraft): Reading {
  if (input.passages.trim() === '') return { ...NOTHING, lacks: lacksOf(input.query, 0) };
  const parsed = parseRequest({
    text: input.passages,
    ...(input.format === null ? {} : { format: input.format }),
  });
  if (!parsed.ok) return { ...NOTHING, problems: parsed.error, lacks: lacksOf(input.query, 2) };
  const found = parsed.value.requests[input.requestIndex] ?? parsed.value.request;
  // What stands in the query field wins over the query inside a paste: it is what the person sees.
  const text = input.query.trim() === '' ? found.query.text : input.query.trim();
  const request = text === found.query.text ? found : { ...found, query: { ...found.query, text } };
  const lacks = lacksOf(text, request.candidates.length);
  return {
    format: parsed.value.format,
    request,
    requests: parsed.value.requests,
    problems: parsed.value.problems,
    notes: parsed.value.notes,
    pastedQuery: found.query.text.trim() === '' ? null : found.query.text,
    lacks,
    ready: lacks.length === 0,
  };
}

const readings = new WeakMap<InputDraft, Reading>();

/** Reads the draft once per change: the same draft gives the same object. */
export function selectReading(input: InputDraft): Reading {
  const known = readings.get(input);
  if (known !== undefined) return known;
  const reading = read(input);
  readings.set(input, reading);
  return reading;
}
