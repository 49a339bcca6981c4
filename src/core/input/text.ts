import { eachLine } from '../measure/rows.ts';
import type { RankRequest } from '../request.ts';
import { docId } from '../request.ts';
import { cutDocument } from './cut.ts';
import { jsonStart } from './json.ts';
import { readMarker, uniformMarkers } from './list-markers.ts';
import type { Marker } from './list-markers.ts';
import { placeFinder } from './place.ts';
import type { InputProblem } from './problems.ts';
import type { InputChoices, InputRemark, SourceReading } from './reading.ts';

/** What a cut document's passages are where nothing else is chosen: words in each, words repeated. */
const usual = { words: 150, overlap: 30 };
/** A longer text (UTF-16 units) is cut only by choice: so much is hardly one document, and its passages would be thousands. */
const longestGuess = 1_000_000;

/**
 * Reads one plain text: passages in blocks, in a list or on lines, or one long document that is cut. Guessed: a text that would be one single
 * passage, longer than two cut ones, is a document. Above a million characters that is only said, and the person chooses.
 */
export function readText(input: {
  readonly text: string;
  readonly choices: InputChoices;
  readonly problem: (problem: InputProblem) => void;
}): SourceReading {
  const { text, choices, problem } = input;
  const chosen = choices.format;
  const words = choices.cut?.words ?? usual.words;
  const overlap = choices.cut?.overlap ?? usual.overlap;
  if (chosen !== 'document') {
    const format = isPlain(chosen) ? chosen : guessFormat(text);
    const found = readPlain({ text, format, problem });
    const [only, ...more] = found.requests[0]?.candidates ?? [];
    const long = only !== undefined && more.length === 0 && only.text.length > 2 * words;
    if (!long || chosen !== undefined || cutDocument({ text: only.text.slice(0, 20 * words), words, overlap }).length < 3) {
      return { format, ...found };
    }
    if (text.length > longestGuess) {
      return { format, ...found, notes: [...found.notes, { code: 'uncut-document', characters: only.text.length }] };
    }
  }
  const pieces = cutDocument({ text, words, overlap });
  const candidates = pieces.map(({ start, end }, index) => ({ docId: docId(`p${index + 1}`), text: text.slice(start, end) }));
  return {
    format: 'document',
    requests: candidates.length === 0 ? [] : [{ query: { id: 'q1', text: '' }, candidates }],
    notes: [{ code: 'cut-document', count: pieces.length, words, overlap }],
    pieces,
  };
}

function isPlain(format: InputChoices['format']): format is 'blocks' | 'numbered' | 'lines' {
  return format === 'blocks' || format === 'numbered' || format === 'lines';
}

/**
 * What a plain text most likely is, tried in this order: a list (every part begins with a marker, or at least half of the lines do), blocks between
 * blank lines, one passage per line. JSON that is to be read as plain text is lines; `[1] text` is a list and no JSON. Of a text above a million characters
 * the first million tell.
 */
function guessFormat(whole: string): 'blocks' | 'numbered' | 'lines' {
  const text = whole.length > longestGuess ? whole.slice(0, whole.lastIndexOf('\n', longestGuess) + 1 || longestGuess) : whole;
  if (jsonStart(text) !== null) return 'lines';
  const { pieces, whole: isWhole, counted } = parseList(text);
  const blocks = parseBlocks(text).length;
  const lines = parseLines(text).length;
  if (isWhole && (pieces.length > 1 || /^\s*[[［【(]/u.test(text))) return 'numbered';
  if (pieces.length > 1 && pieces.length * 2 >= lines && (counted || blocks === 1)) return 'numbered';
  return blocks > 1 ? 'blocks' : 'lines';
}

/** Reads passages without a query: blocks between blank lines, a numbered or bulleted list, or one per line. They are named p1, p2, …. */
function readPlain(input: {
  readonly text: string;
  readonly format: 'blocks' | 'numbered' | 'lines';
  readonly problem: (problem: InputProblem) => void;
}): { readonly requests: readonly RankRequest[]; readonly notes: readonly InputRemark[] } {
  const { text, format, problem } = input;
  if (format === 'blocks') return { requests: request(parseBlocks(text)), notes: [] };
  if (format === 'lines') return { requests: request(parseLines(text)), notes: [] };
  const { pieces, restarts } = parseList(text);
  const { line } = placeFinder(text)(text.search(/\S/u));
  const start = pieces[0]?.line;
  if (start === undefined) {
    problem({ line, column: 1, code: 'no-list-marker' });
    return { requests: [], notes: [] };
  }
  const notes: InputRemark[] = start === line ? [] : [{ code: 'before-list', line: start }];
  if (restarts.length > 0) notes.push({ code: 'restarted-list', count: restarts.length, lines: restarts.slice(0, 3) });
  return { requests: request(pieces), notes };
}

function request(pieces: readonly PassagePiece[]): readonly RankRequest[] {
  const candidates = pieces.map(({ text }, index) => ({ docId: docId(`p${index + 1}`), text }));
  return candidates.length === 0 ? [] : [{ query: { id: 'q1', text: '' }, candidates }];
}

/** A passage of a plain text. `line`, 1-based, is where it begins. */
interface PassagePiece {
  readonly text: string;
  readonly line: number;
}

/** One passage per line; blank lines do not count. */
function parseLines(text: string): readonly PassagePiece[] {
  const pieces: PassagePiece[] = [];
  eachLine(text, (row, line) => {
    const trimmed = row.trim();
    if (trimmed !== '') pieces.push({ text: trimmed, line });
  });
  return pieces;
}

/** Passages between blank lines (lines of white space only). Line breaks inside a passage stay. */
function parseBlocks(text: string): readonly PassagePiece[] {
  const pieces: { lines: string[]; line: number }[] = [];
  let open = false;
  eachLine(text, (row, line) => {
    if (row.trim() === '') {
      open = false;
    } else if (open) {
      pieces.at(-1)?.lines.push(row);
    } else {
      pieces.push({ lines: [row], line });
      open = true;
    }
  });
  return pieces.map(({ lines, line }) => ({ text: lines.join('\n').trim(), line }));
}

/** A list read from text. `whole`: nothing stood before the first marker, and no paragraph of its own between the items. */
interface ParsedList {
  readonly pieces: readonly PassagePiece[];
  readonly whole: boolean;
  /** The markers are numbers. */
  readonly counted: boolean;
  /** 1-based lines of items whose numbers begin again, in the order they stand. */
  readonly restarts: readonly number[];
}

/** How far `n.` may jump: enough for a list with holes, too little for a year at a line's start. */
const longestJump = 5;

const NO_LIST: ParsedList = { pieces: [], whole: false, counted: false, restarts: [] };

/**
 * Items of a `[n]`, `(n)`, `n.`, `n)` or bulleted list, without their markers. All markers are of the first one's style; `n.` must count up, or begin again
 * where the list began. Lines without a marker go on with the item before. No pieces when there is no marker.
 */
export function parseList(text: string): ParsedList {
  const uniform = uniformMarkers(text);
  return listOf(text, (line, last) => readMarker(line, last, uniform)) ?? sureList(text);
}

/** The list of those markers that nothing but a list has. */
function sureList(text: string): ParsedList {
  const sure = (line: string, last: Marker | null): Marker | null => {
    const marker = readMarker(line, last);
    return marker?.doubt === 'none' ? marker : null;
  };
  return listOf(text, sure) ?? NO_LIST;
}

/** Null: what it begins with is no marker after all. */
function listOf(text: string, markerOf: (line: string, last: Marker | null) => Marker | null): ParsedList | null {
  const pieces: { lines: string[]; line: number }[] = [];
  let whole = true;
  let last: Marker | null = null;
  let first: Marker | null = null;
  const begun: number[] = [];
  let afterBlank = false;
  eachLine(text, (line, number) => {
    if (line.trim() === '') {
      afterBlank = true;
      return;
    }
    const marker = markerOf(line, last);
    const again = marker !== null && restarts(last, first, marker);
    if (again) begun.push(number);
    if (marker !== null && (again || (follows(last, marker) && !isInner(first, marker)))) {
      first ??= marker;
      pieces.push({ lines: [line.slice(marker.length)], line: number });
      last = marker;
    } else {
      if (last === null || afterBlank || (last.number === null && !/^\s/u.test(line))) whole = false;
      pieces.at(-1)?.lines.push(line);
    }
    afterBlank = false;
  });
  // The walk sets it, which the compiler does not see.
  const end = last as Marker | null;
  if (end !== null && end.doubt !== 'none' && (pieces.length < 2 || (end.doubt === 'all' && !whole))) return null;
  return {
    pieces: pieces.map(({ lines, line }) => ({ text: lines.join('\n').trim(), line })),
    whole: whole && end !== null,
    counted: end !== null && end.number !== null,
    restarts: begun,
  };
}

function follows(last: Marker | null, next: Marker): boolean {
  if (last === null) return next.doubt === 'none' || (next.number ?? 2) <= 1;
  if (last.style !== next.style) return false;
  if (last.number === null || next.number === null || next.style === '[') return true;
  if (next.doubt !== 'none') return next.number === last.number + 1;
  return next.number >= last.number && next.number <= last.number + longestJump;
}

/** A list that counts on from its first number again: two lists one behind the other, as search results of two pages are. */
function restarts(last: Marker | null, first: Marker | null, next: Marker): boolean {
  if (last === null || first === null || last.number === null || first.number === null || next.number === null) return false;
  return (
    next.style === first.style &&
    next.indent === first.indent &&
    next.number === first.number &&
    next.number <= 1 &&
    last.number > next.number
  );
}

/** A list inside an item stands further in than the list began. Square brackets number passages wherever they stand. */
function isInner(first: Marker | null, next: Marker): boolean {
  return first !== null && next.style !== '[' && next.indent >= first.indent + 2;
}
