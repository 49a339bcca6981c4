import { formatTrecRun } from '../measure/write-trec-run.ts';
import type { RunView } from '../log/view.ts';
import { tiedRanks } from '../ranking.ts';
import type { ExportFormat } from './format.ts';
import { runNotes } from './notes.ts';

/** What a tag can say in one word. A forced thought or a neutralised mark is no flaw of the order. */
const TOLD = ['running', 'cancelled', 'failed', 'repaired', 'truncated', 'unparsed', 'broken-off', 'cut', 'shrunk'] as const;

/**
 * The committed order as a TREC run. The format has no comments and trec_eval reads all of a line, so the tag column tells what befell the
 * run: `glassrank-MODEL+cancelled+cut`. Tied passages share rank and score: trec_eval then orders them by their names, and the tag says `tied`.
 */
export function toTrecRun(view: RunView): string {
  const codes = new Set<string>(runNotes(view).map(({ code }) => code));
  const tag = [
    `glassrank-${view.model.id}`,
    ...TOLD.filter((code) => codes.has(code)),
    ...(view.ties.length > 0 ? ['tied'] : []),
  ].join('+');
  const ranks: ReadonlyMap<string, { readonly rank: number }> = tiedRanks({ order: view.committed, ties: view.ties });
  const rankOf = (docid: string, place: number): number => ranks.get(docid)?.rank ?? place + 1;
  return formatTrecRun({ qid: view.request.query.id, ranking: view.committed, tag, rankOf });
}

/** `qid Q0 docid rank score tag`, as trec_eval reads it. */
export const trecFormat: ExportFormat<'trec'> = {
  kind: 'trec',
  ending: '.run',
  mime: 'text/plain',
  needsReplayPage: false,
  write: ({ view }) => toTrecRun(view),
};
