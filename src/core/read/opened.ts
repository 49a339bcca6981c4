import type { DocumentMark } from '../documents/document.ts';
import type { DocumentFacts } from '../documents/facts.ts';
import { plainOutline } from '../documents/plain.ts';
import type { InputFile } from '../input/reading.ts';
import type { RunView } from '../log/view.ts';
import type { Candidate, DocId, RankRequest } from '../request.ts';
import type { TextSpan } from '../text/spans.ts';
import { selectRankedRows } from './rows.ts';

/**
 * What became of a passage. read: a window held it. waiting: it is in the run, and no window has held it yet. left-out: the run does not have it. unread: there is
 * no run.
 */
export type OpenedState = 'read' | 'waiting' | 'left-out' | 'unread';

/** A passage as it stands in its document: UTF-16 offsets of the document's text. */
export interface OpenedPassage extends TextSpan {
  readonly docId: DocId;
  readonly page: number | null;
  readonly heading: string;
  readonly state: OpenedState;
  /** 1-based place in the run's ranking; null: it is not in it. */
  readonly rank: number | null;
  /** The part that the model read; null: it read none of it. */
  readonly kept: TextSpan | null;
  readonly quoted: readonly TextSpan[];
}

/** Something in the document that one wants to see: what the thought quotes, or a passage that was read and is not quoted. */
export interface OpenedMark extends TextSpan {
  readonly docId: DocId;
  readonly kind: 'quote' | 'passage';
}

/** A document with what a run made of it, in the text's order. */
export interface OpenedDocument {
  readonly name: string;
  /** Null: the request tells nothing of it. */
  readonly facts: DocumentFacts | null;
  readonly text: string;
  /** Headings and pages of `text`. */
  readonly outline: readonly DocumentMark[];
  /** False: the document is not on the page, and `text` is what the run holds of it, passage by passage. */
  readonly whole: boolean;
  readonly passages: readonly OpenedPassage[];
  readonly marks: readonly OpenedMark[];
  /** Passages that were read, of all that the document has. */
  readonly read: number;
  readonly of: number;
}

interface Asked {
  readonly name: string;
  /** Null: no run is shown. */
  readonly run: RunView | null;
  /** What stands on the page now; null: nothing. */
  readonly given: RankRequest | null;
  readonly files: readonly InputFile[];
}

/**
 * Opens a document of a run, or of the list before one. Its text is that of the dropped file where every passage of the run stands in it word for word; else only
 * the run's own passages are shown, and `whole` says so. Null: neither holds a passage of it.
 */
export function openedDocument({ name, run, given, files }: Asked): OpenedDocument | null {
  const inRun = passagesOf(run?.request ?? null, name);
  const known = passagesOf(given, name);
  const file = files.find((one) => one.name === name);
  const stands = (candidates: readonly Candidate[]): boolean =>
    file !== undefined && candidates.every(({ place, text }) => place !== undefined && file.text.startsWith(text, place.from));
  const whole = stands(run === null ? known : inRun);
  // Cut otherwise since: then the page's passages are others than the run's.
  const texts = new Map(known.map(({ docId, text }) => [docId, text]));
  const all = whole && stands(known) && inRun.every(({ docId, text }) => texts.get(docId) === text) ? known : inRun;
  const shown = run === null ? known : all;
  if (shown.length === 0) return null;
  const { text, outline, places } = whole && file !== undefined ? inFile(file, shown) : alone(shown);
  const rows = new Map((run === null ? [] : selectRankedRows(run)).map((row) => [row.docId, row]));
  const passages = shown.map((candidate, index): OpenedPassage => {
    const from = places[index] ?? 0;
    const row = rows.get(candidate.docId);
    const kept = row?.kept ?? null;
    return {
      docId: candidate.docId,
      from,
      to: from + candidate.text.length,
      page: candidate.place?.page ?? null,
      heading: candidate.place?.heading ?? '',
      state: run === null ? 'unread' : row === undefined ? 'left-out' : kept === null ? 'waiting' : 'read',
      rank: row?.rank ?? null,
      kept:
        kept === null
          ? null
          : { from: from + (kept.cut ? kept.keptFrom : 0), to: from + (kept.cut ? kept.keptTo : candidate.text.length) },
      quoted: (row?.quoted ?? []).map((span) => ({ from: from + span.from, to: from + span.to })),
    };
  });
  const sorted = passages.toSorted((one, other) => one.from - other.from || one.to - other.to);
  const facts = (run?.request ?? given)?.documents?.find((one) => one.name === name) ?? null;
  return {
    name,
    facts,
    text,
    outline,
    whole,
    passages: sorted,
    marks: marksOf(sorted),
    read: sorted.filter(({ state }) => state === 'read').length,
    of: facts?.passages ?? sorted.length,
  };
}

function passagesOf(request: RankRequest | null, name: string): readonly Candidate[] {
  return request?.candidates.filter(({ document }) => document === name) ?? [];
}

interface PlacedText extends Pick<OpenedDocument, 'text' | 'outline'> {
  /** Where each passage begins. */
  readonly places: readonly number[];
}

function inFile(file: InputFile, shown: readonly Candidate[]): PlacedText {
  const { marks } = file.document ?? plainOutline(file);
  return { text: file.text, outline: marks, places: shown.map(({ place }) => place?.from ?? 0) };
}

const BETWEEN = '\n\n';

/** The passages one below the other, in the document's order; pages are those that they say. */
function alone(shown: readonly Candidate[]): PlacedText {
  const order = [...shown.keys()].sort((one, other) => (shown[one]?.place?.from ?? 0) - (shown[other]?.place?.from ?? 0));
  const outline: DocumentMark[] = [];
  const places: number[] = [];
  let text = '';
  for (const index of order) {
    const candidate = shown[index];
    if (candidate === undefined) continue;
    if (text !== '') text += BETWEEN;
    places[index] = text.length;
    const page = candidate.place?.page;
    if (page !== undefined) outline.push({ type: 'page', at: text.length, page });
    text += candidate.text;
  }
  return { text, outline, places };
}

/** Quotes where there are any; of a passage that was read and not quoted the part that was read. Passages repeat words: a stretch that two hold is one mark. */
function marksOf(passages: readonly OpenedPassage[]): readonly OpenedMark[] {
  const found = new Map<string, OpenedMark>();
  for (const { docId, kept, quoted } of passages) {
    if (kept === null) continue;
    for (const span of quoted) found.set(`${span.from} ${span.to}`, { ...span, docId, kind: 'quote' });
    if (quoted.length === 0) found.set(`${kept.from} ${kept.to}`, { ...kept, docId, kind: 'passage' });
  }
  return [...found.values()].sort((one, other) => one.from - other.from || one.to - other.to);
}

/** A stretch of shown text and what it is: read by the model, quoted by it, or of the passage that was asked for. */
export interface LitPiece {
  readonly from: number;
  readonly text: string;
  readonly read: boolean;
  readonly quoted: boolean;
  /** It belongs to the passage that is looked at. */
  readonly open: boolean;
}

/** Cuts a block of a document at every border of what was read, quoted and asked for. The pieces' texts joined are the block. */
export function litPieces(
  { text, passages }: Pick<OpenedDocument, 'text' | 'passages'>,
  block: TextSpan,
  opened: TextSpan | null,
): readonly LitPiece[] {
  const near = passages.filter(({ from, to }) => from < block.to && to > block.from);
  const read = near.flatMap(({ kept }) => (kept === null ? [] : [kept]));
  const quoted = near.flatMap((one) => one.quoted);
  const borders = new Set([block.from, block.to]);
  for (const { from, to } of [...read, ...quoted, ...(opened === null ? [] : [opened])])
    for (const at of [from, to]) if (at > block.from && at < block.to) borders.add(at);
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? block.to;
    const inside = (span: TextSpan): boolean => from >= span.from && to <= span.to;
    return {
      from,
      text: text.slice(from, to),
      read: read.some(inside),
      quoted: quoted.some(inside),
      open: opened !== null && inside(opened),
    };
  });
}
