import type { DocumentNote } from '../documents/facts.ts';
import type { RunView } from '../log/view.ts';
import { rankDocuments } from '../read/documents.ts';
import type { RankedRow } from '../read/row.ts';
import { selectRankedRows } from '../read/rows.ts';
import { noteText, runNotes } from './notes.ts';

/** One passage of a report. */
export interface ReportPassage {
  /** 1-based; `tied`: others share it. */
  readonly rank: number;
  readonly tied: boolean;
  readonly docId: string;
  readonly title: string;
  /** Where it begins; null: its document has no pages, or it is of none. */
  readonly page: number | null;
  readonly heading: string;
  /** What the reasoning quotes of it, word for word, in the order of the text. */
  readonly quotes: readonly string[];
  /** What the model read of it, as the passage has it; null: it read nothing of it. */
  readonly read: string | null;
  /** Words that it did not read. */
  readonly unreadWords: number;
}

/** A document of a report with the passages that were ranked; a passage of no document stands for itself. */
export interface ReportDocument {
  readonly name: string;
  readonly rank: number;
  readonly kind: string;
  readonly pages: number | null;
  /** Of so many passages of it so many were read by the model. */
  readonly read: number;
  readonly of: number;
  readonly passages: readonly ReportPassage[];
  /** What of the file became no passage. */
  readonly notes: readonly string[];
}

/** What a run found, document by document, with all that a reader must know of how far it can be trusted. */
export interface Report {
  readonly query: string;
  readonly outcome: string;
  readonly documents: readonly ReportDocument[];
  /** Documents of the input of which no passage is ranked. */
  readonly unranked: readonly string[];
  /** What was left out, repaired, cut or not judged. */
  readonly limits: readonly string[];
  /** Model, method, settings: name and value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Puts a run's report together. In English, as all files are. Linear in the run. */
export function reportOf(view: RunView): Report {
  const { request } = view;
  const rows = selectRankedRows(view, view.committed);
  const documents = rankDocuments(rows, request).map((document): ReportDocument => {
    const passages = document.rows.map(passageOf);
    return {
      name: document.name,
      rank: document.rank,
      kind: document.facts?.kind ?? 'passage',
      pages: document.facts?.pages ?? null,
      read: passages.filter(({ read }) => read !== null).length,
      of: document.facts?.passages ?? passages.length,
      passages,
      notes: document.facts?.notes.map(documentNoteText) ?? [],
    };
  });
  const ranked = new Set(documents.map(({ name }) => name));
  const read = documents.reduce((sum, one) => sum + one.read, 0);
  const of = request.documents?.reduce((sum, one) => sum + one.passages, 0) ?? request.candidates.length;
  return {
    query: request.query.text,
    outcome: outcomeText(view),
    documents,
    unranked: request.documents?.flatMap(({ name }) => (ranked.has(name) ? [] : [name])) ?? [],
    limits: [
      ...(read < of ? [`The model read ${read} of ${of} passages. The others were left out by the first stage's order.`] : []),
      ...runNotes(view).map(noteText),
      'The reasoning is text of a model, not a faithful explanation of the order. Quotes stand in the passages word for word; whether they answer the query is for you to judge.',
    ],
    facts: factsOf(view),
  };
}

function passageOf({ rank, tied, candidate, quoted, kept }: RankedRow): ReportPassage {
  const { docId, text, title = '', place } = candidate;
  const [from, to] = kept === null ? [0, 0] : kept.cut ? [kept.keptFrom, kept.keptTo] : [0, text.length];
  return {
    rank,
    tied,
    docId,
    title,
    page: place?.page ?? null,
    heading: place?.heading ?? '',
    quotes: quoted.map((span) => text.slice(span.from, span.to)),
    read: kept === null ? null : text.slice(from, to),
    unreadWords: wordsOf(text.slice(0, from)) + wordsOf(text.slice(to)),
  };
}

const wordsOf = (text: string): number => text.match(/\S+/gu)?.length ?? 0;

function outcomeText({ outcome, lastAt, committed }: RunView): string {
  const type = outcome?.type ?? 'running';
  const seconds = (lastAt / 1000).toFixed(1);
  return `${type === 'complete' ? 'Complete' : `Not complete (${type})`} after ${seconds} s: ${committed.length} passages.`;
}

function factsOf({ model, settings, request }: RunView): Report['facts'] {
  const { method, ...plain } = settings;
  const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return [
    ['model', model.id],
    ['model manifest (SHA-256)', model.manifestSha256],
    ['engine', [model.engine, model.library, model.adapter].filter((part) => part !== '').join(', ')],
    ['first stage', request.firstStage?.method ?? 'given'],
    ['prompt', method === undefined ? model.template : `${method.preset.title} (${method.preset.id})`],
    [
      'strategy',
      method === undefined ? `sliding windows of ${settings.windowSize}, stride ${settings.windowStride}` : told(method.strategy),
    ],
    ['settings', told(plain)],
  ];
}

/** What of a file became no passage, as a sentence of a file. */
export function documentNoteText(note: DocumentNote): string {
  const some = (count: number, first: readonly (number | string)[]): string =>
    `${count} (${first.join(', ')}${count > first.length ? ', …' : ''})`;
  switch (note.code) {
    case 'pages-without-text':
      return `Pages without text: ${some(note.count, note.pages)}.`;
    case 'pages-unreadable':
      return `Pages that could not be read: ${some(note.count, note.pages)}.`;
    case 'pages-unread':
      return `Only the first ${note.read} of ${note.of} pages were read.`;
    case 'running-lines':
      return `Repeated lines above and below pages, left out: ${note.count}.`;
    case 'letters-missing':
      return 'Some letters are missing: the file names them by a table that was not there.';
    case 'furniture':
      return `Words of menus, sidebars and footers, left out: ${note.words}.`;
    case 'attachments':
      return `Attachments that were not read: ${some(note.count, note.names)}.`;
    case 'pictures':
      return `Pictures that were not read: ${note.count}.`;
    case 'chapters-unread':
      return `Chapters that could not be read: ${some(note.count, note.names)}.`;
    case 'damaged':
      return 'The file is damaged or breaks off: the rest is missing.';
    case 'broken-bytes':
      return `Broken characters: ${note.count}.`;
  }
}

/** Of a passage that is not quoted so many characters are shown. */
const EXCERPT = 320;

/** The beginning of what was read, at a word's end. */
export function excerptOf(read: string): string {
  if (read.length <= EXCERPT) return read;
  const part = read.slice(0, EXCERPT);
  const space = part.lastIndexOf(' ');
  return `${part.slice(0, space > EXCERPT / 2 ? space : EXCERPT).toWellFormed()} […]`;
}

/** `p. 4 · Ending the lease`; empty where nothing is known. */
export function placeText({ page, heading }: Pick<ReportPassage, 'page' | 'heading'>): string {
  return [...(page === null ? [] : [`p. ${page}`]), ...(heading === '' ? [] : [heading])].join(' · ');
}

/** `3 of 41 passages read`. */
export function readText({ read, of }: Pick<ReportDocument, 'read' | 'of'>): string {
  return `${read} of ${of} ${of === 1 ? 'passage' : 'passages'} read`;
}
