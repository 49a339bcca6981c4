import { DOCUMENT_COLUMNS, guarded, RUN_COLUMNS } from '../input/own-csv.ts';
import type { RunView, WindowView } from '../log/view.ts';
import { startingRanking, tiedRanks } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import type { ExportFormat } from './format.ts';
import { noteText, runNotes } from './notes.ts';

/**
 * One cell of a CSV file by RFC 4180. A text that a spreadsheet would run gets a leading apostrophe; numbers are ours, so they stay numbers.
 * @example csvCell('=1+1') // "'=1+1"
 */
export function csvCell(value: string | number): string {
  const text = typeof value === 'string' ? guarded(value) : String(value);
  return /[",\r\n\t;]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The first stage's score of each passage, higher is better: those of the order the run started from, else the passages' own. Passages without
 * one are left out.
 */
function firstStageScoresOf({ candidates, firstStage }: RankRequest): ReadonlyMap<DocId, number> {
  const scores = new Map<DocId, number>();
  for (const [index, { docId, score }] of candidates.entries()) {
    const known = firstStage?.scores[index] ?? score;
    if (known !== undefined && Number.isFinite(known)) scores.set(docId, known);
  }
  return scores;
}

/**
 * The committed order as CSV (RFC 4180, CRLF, a BOM so that Excel reads UTF-8, formulas neutralised). Ranks are 1-based, and tied passages
 * share one (`tied` says yes: a cell `=2` would be a formula); movement is places risen; `reasons` are the sentences that decided, where known. The notes of a row say what befell it: its own repairs and those of its windows
 * and run that concern every row. Passages of documents have three columns more: `document`, `page` (where it begins) and `heading`.
 */
export function toCsv({ view, reasons }: { view: RunView; reasons?: ReadonlyMap<DocId, string> }): string {
  const candidates = new Map(view.request.candidates.map((candidate) => [candidate.docId, candidate]));
  const firstRanks = new Map(startingRanking(view.request).map((docId, index) => [docId, index + 1]));
  const scores = firstStageScoresOf(view.request);
  const ranks = tiedRanks({ order: view.committed, ties: view.ties });
  const notes = notesByPassage(view);
  const lastWindow = new Map<DocId, WindowView>();
  for (const window of view.windows) for (const { docId } of window.passages) lastWindow.set(docId, window);
  const cut = view.request.candidates.some(({ document }) => document !== undefined);
  const rows = view.committed.flatMap((docId, index) => {
    const candidate = candidates.get(docId);
    if (candidate === undefined) return [];
    const firstRank = firstRanks.get(docId) ?? index + 1;
    const passage = lastWindow.get(docId)?.passages.find((one) => one.docId === docId);
    const seen = passage === undefined ? 'none' : passage.cut ? `${passage.keptFrom}-${passage.keptTo}` : 'all';
    return [
      [
        ranks.get(docId)?.rank ?? index + 1,
        docId,
        candidate.title ?? '',
        candidate.text,
        firstRank,
        firstRank - index - 1,
        scores.get(docId) ?? '',
        reasons?.get(docId) ?? '',
        seen,
        (notes.get(docId) ?? []).join(' '),
        ranks.get(docId)?.tied === true ? 'yes' : '',
        ...(cut ? [candidate.document ?? '', candidate.place?.page ?? '', candidate.place?.heading ?? ''] : []),
      ],
    ];
  });
  return `\uFEFF${[[...RUN_COLUMNS, ...(cut ? DOCUMENT_COLUMNS : [])], ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Notes without passages of their own concern all of their window, or all of the run. */
function notesByPassage(view: RunView): ReadonlyMap<DocId, readonly string[]> {
  const found = new Map<DocId, string[]>(view.committed.map((docId) => [docId, []]));
  for (const note of runNotes(view)) {
    const { window, docIds } = note;
    const words = noteText(note);
    const whole =
      window === null
        ? view.committed
        : (view.windows.find(({ index }) => index === window)?.passages.map(({ docId }) => docId) ?? []);
    for (const docId of docIds.length > 0 ? docIds : whole) found.get(docId)?.push(words);
  }
  return found;
}

/** One row a passage, for spreadsheets. */
export const csvFormat: ExportFormat<'csv'> = {
  kind: 'csv',
  ending: '.csv',
  mime: 'text/csv',
  needsReplayPage: false,
  write: toCsv,
};
