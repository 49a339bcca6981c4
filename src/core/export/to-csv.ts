import type { DocId } from '../doc-id.ts';
import { startingRanking } from '../starting-ranking.ts';
import type { RunView, WindowView } from '../log/run-view.ts';
import { tiedRanks } from '../tied-ranks.ts';
import { csvCell } from './csv-cell.ts';
import { firstStageScoresOf } from './first-stage-scores-of.ts';
import { runNotes } from './notes.ts';

const COLUMNS = [
  'rank',
  'docId',
  'title',
  'text',
  'first-stage rank',
  'movement',
  'first-stage score',
  'deciding sentence',
  'part seen by the model',
  'notes',
  'tied',
] as const;

/**
 * The committed order as CSV (RFC 4180, CRLF, a BOM so that Excel reads UTF-8, formulas neutralised). Ranks are 1-based, and tied passages
 * share one (`tied` says yes: a cell `=2` would be a formula); movement is places risen; `reasons` are the sentences that decided, where known. The notes of a row say what befell it: its own repairs and those of its windows
 * and run that concern every row.
 */
export function toCsv({ view, reasons }: { view: RunView; reasons?: ReadonlyMap<DocId, string> }): string {
  const candidates = new Map(view.request.candidates.map((candidate) => [candidate.docId, candidate]));
  const firstRanks = new Map(startingRanking(view.request).map((docId, index) => [docId, index + 1]));
  const scores = firstStageScoresOf(view.request);
  const ranks = tiedRanks({ order: view.committed, ties: view.ties });
  const notes = notesByPassage(view);
  const lastWindow = new Map<DocId, WindowView>();
  for (const window of view.windows) for (const { docId } of window.passages) lastWindow.set(docId, window);
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
      ],
    ];
  });
  return `\uFEFF${[COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Notes without passages of their own concern all of their window, or all of the run. */
function notesByPassage(view: RunView): ReadonlyMap<DocId, readonly string[]> {
  const found = new Map<DocId, string[]>(view.committed.map((docId) => [docId, []]));
  for (const { window, docIds, words } of runNotes(view)) {
    const whole =
      window === null
        ? view.committed
        : (view.windows.find(({ index }) => index === window)?.passages.map(({ docId }) => docId) ?? []);
    for (const docId of docIds.length > 0 ? docIds : whole) found.get(docId)?.push(words);
  }
  return found;
}
