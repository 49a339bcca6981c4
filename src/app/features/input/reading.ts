import { useEffect, useState } from 'react';
import type { CutPiece } from '../../../core/input/cut.ts';
import type { InputProblem } from '../../../core/input/problems.ts';
import type { InvocationHistory } from '../../../core/input/rank-llm.ts';
import type { readInput } from '../../../core/input/read-input.ts';
import type {
  FileRole,
  InputChoices,
  InputReading,
  InputRemark,
  Judgements,
  SaidAs,
  SourceFormat,
  TablePreview,
} from '../../../core/input/reading.ts';
import type { RankRequest } from '../../../core/request.ts';
import { PARTS } from '../../page/parts.ts';
import type { InputDraft } from './slice.ts';

/** From this many characters on reading takes longer than a frame: it waits until typing rests. */
const LONG = 40_000;
/** From this many characters on reading is felt as a standstill: a worker reads, where there is one. */
const LARGE = 1_000_000;
/** From this many characters on a text field that shows all of them stutters: a summary stands for it. */
const HUGE = 200_000;

/** How much there is to read: `long` is read when typing rests, `huge` is shown as a summary. */
export function isLongInput({ passages, files }: Pick<InputDraft, 'passages' | 'files'>): 'no' | 'long' | 'huge' {
  const size = sizeOf({ passages, files });
  return size >= HUGE ? 'huge' : size >= LONG ? 'long' : 'no';
}

/** Characters of what is read. */
export function sizeOf({ passages, files }: Pick<InputDraft, 'passages' | 'files'>): number {
  return files.length > 0 ? files.reduce((sum, { text }) => sum + text.length, 0) : passages.length;
}

/** What the input is taken to mean. `ready` only when there is a query and at least two passages to put in order. */
export interface Reading {
  readonly format: SourceFormat | null;
  readonly request: RankRequest | null;
  readonly requests: readonly RankRequest[];
  /** 0-based place of `request` in `requests`, before the query field's words were put into it. */
  readonly requestIndex: number;
  readonly problems: readonly InputProblem[];
  readonly problemCount: number;
  readonly notes: readonly InputRemark[];
  /** The query inside the paste, or null when the format has none. */
  readonly pastedQuery: string | null;
  readonly qrels: Judgements | null;
  readonly invocations: readonly InvocationHistory[];
  readonly saidAs: SaidAs | null;
  readonly alternatives: readonly SourceFormat[];
  readonly preview: TablePreview | null;
  readonly pieces: readonly CutPiece[] | null;
  readonly roles: readonly { readonly name: string; readonly role: FileRole }[];
  readonly lacks: readonly ('query' | 'passages' | 'second-passage')[];
  readonly ready: boolean;
  /** True while the code that reads has not come yet, or a worker reads: nothing is known of the passages. */
  readonly coming: boolean;
}

/** What is read: the input without the query. */
export interface Source extends Pick<InputDraft, 'passages' | 'files' | 'format' | 'choices'> {
  /** The name of the one file that the passages are from. */
  readonly called: string | undefined;
}

const NOTHING: Omit<Reading, 'lacks'> = {
  format: null,
  request: null,
  requests: [],
  requestIndex: 0,
  problems: [],
  problemCount: 0,
  notes: [],
  pastedQuery: null,
  qrels: null,
  invocations: [],
  saidAs: null,
  alternatives: [],
  preview: null,
  pieces: null,
  roles: [],
  ready: false,
  coming: false,
};

function lacksOf(query: string, passages: number): Reading['lacks'] {
  const lacks: ('query' | 'passages' | 'second-passage')[] = [];
  if (query.trim() === '') lacks.push('query');
  if (passages === 0) lacks.push('passages');
  if (passages === 1) lacks.push('second-passage');
  return lacks;
}

/** How many readings are kept: the one in use, those of the texts before and after an edit, and what undo brings back. */
const KEPT = 4;
const sources: { readonly source: Source; readonly found: InputReading }[] = [];

/** True for sources that are read alike. */
export function sameSource(one: Source, other: Source): boolean {
  return (
    one.passages === other.passages &&
    one.files === other.files &&
    one.format === other.format &&
    one.choices === other.choices &&
    one.called === other.called
  );
}

function sourceOf({ passages, files, format, choices, origin }: InputDraft): Source {
  const called = origin?.type === 'files' && origin.names.length === 1 ? origin.names[0] : undefined;
  return files.length > 0
    ? { passages: '', files, format, choices, called: undefined }
    : { passages, files: NO_FILES, format, choices, called };
}

/** A source as `readInput` takes it. */
export function questionOf({ passages, files, format, choices, called }: Source): Parameters<typeof readInput>[0] & {
  readonly choices: InputChoices;
} {
  return {
    files: files.length > 0 ? files : [{ name: '', text: passages, called }],
    choices: { ...choices, ...(format === null ? {} : { format }) },
  };
}

/** A worker reads what is large. */
let elsewhere = false;

/** Says whether a worker reads large inputs (`large.ts`); until it has, nothing is known of them. */
export function readLargeElsewhere(on: boolean): void {
  elsewhere = on;
}

/** What a worker has to read of this input; null: nothing, it is short or has been read. */
export function largeSource(input: InputDraft): Source | null {
  if (!elsewhere || sizeOf(input) < LARGE) return null;
  const source = sourceOf(input);
  return knownReading(source) === null ? source : null;
}

function knownReading(source: Source): InputReading | null {
  return sources.find((one) => sameSource(one.source, source))?.found ?? null;
}

/** Keeps what was read of a source, wherever it was read. */
export function keepReading(source: Source, found: InputReading): void {
  sources.unshift({ source, found });
  sources.length = Math.min(sources.length, KEPT);
}

/** Reads the passages alone, so that typing a query over a thousand of them reads nothing anew. Null: they are read elsewhere, or the reader is to come. */
function readSource(input: InputDraft): InputReading | null {
  const source = sourceOf(input);
  const known = knownReading(source);
  if (known !== null) return known;
  const found = largeSource(input) === null ? PARTS.reader.here?.readWhatCan(questionOf(source)) : null;
  if (found == null) return null;
  keepReading(source, found);
  return found;
}

const NO_FILES: readonly never[] = [];

function read(input: InputDraft): Reading {
  if (input.files.length === 0 && input.passages.trim() === '') return { ...NOTHING, lacks: lacksOf(input.query, 0) };
  const source = readSource(input);
  if (source === null) return { ...NOTHING, coming: true, lacks: lacksOf(input.query, 2) };
  const { requests, problems, problemCount, notes, qrels, invocations, saidAs, alternatives, preview, pieces, roles } = source;
  const told = { problems, problemCount, notes, qrels, invocations, saidAs, alternatives, preview, pieces, roles };
  const requestIndex = input.requestIndex < requests.length ? input.requestIndex : 0;
  const found = requests[requestIndex];
  if (found === undefined) return { ...NOTHING, ...told, format: source.format, lacks: lacksOf(input.query, 2) };
  // What stands in the query field wins over the query inside a paste: it is what the person sees.
  const text = input.query.trim() === '' ? found.query.text : input.query.trim();
  const request = text === found.query.text ? found : { ...found, query: { ...found.query, text } };
  const lacks = lacksOf(text, request.candidates.length);
  return {
    ...told,
    format: source.format,
    request,
    requests,
    requestIndex,
    pastedQuery: found.query.text.trim() === '' ? null : found.query.text,
    lacks,
    ready: lacks.length === 0,
    coming: false,
  };
}

/** Of drafts that could be read: one whose reader is still to come is read anew. */
const readings = new WeakMap<InputDraft, Reading>();

/** Reads the draft once per change, for the page, its lenses and its actions: the same draft gives the same object. */
export function selectReading(input: InputDraft): Reading {
  const known = readings.get(input);
  if (known !== undefined) return known;
  const reading = read(input);
  if (!reading.coming) readings.set(input, reading);
  return reading;
}

/** Typing into a long text rests this long before it is read. */
const REST_MS = 250;

/** The input as it is to be read and shown: at once where that is quick, else when typing rests and the browser has a moment. */
export function useSettledInput(input: InputDraft): InputDraft {
  const [settled, setSettled] = useState(input);
  const waits = isLongInput(input) !== 'no' && input.passages !== settled.passages;
  // Set while rendering: the next long text is then held against the newest one that was read.
  if (!waits && settled !== input) setSettled(input);
  useEffect(() => {
    if (!waits) return undefined;
    let idle = 0;
    // Safari has no requestIdleCallback.
    const timer = setTimeout(() => {
      if ('requestIdleCallback' in globalThis) idle = requestIdleCallback(() => setSettled(input), { timeout: 500 });
      else setSettled(input);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      if (idle !== 0) cancelIdleCallback(idle);
    };
  }, [waits, input]);
  return waits ? settled : input;
}
