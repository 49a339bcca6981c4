import { noteText, runNotes } from '../../core/export/notes.ts';
import type { RunView } from '../../core/log/view.ts';
import { startingRanking, tiedRanks } from '../../core/ranking.ts';
import { candidatesById, titledText } from '../../core/request.ts';
import type { DocId } from '../../core/request.ts';
import { plainLine, shortened } from '../plain.ts';

/** Columns where nobody says how wide the terminal is. */
const USUAL_COLUMNS = 120;

/** A run as a person reads it: the query, one line a passage with its rank and how far it moved, and what befell the run. */
export function listLines({
  view,
  ranker,
  top,
  columns,
}: {
  readonly view: RunView;
  readonly ranker: string;
  /** null: all. */
  readonly top: number | null;
  readonly columns: number | null;
}): readonly string[] {
  const { id, text } = view.request.query;
  const width = columns ?? USUAL_COLUMNS;
  const rows = rankedLines({ view, order: view.committed, most: top ?? view.committed.length, columns: width });
  const below = view.committed.length - rows.length;
  const notes = runNotes(view).filter(({ code }) => view.model.engine !== 'instant' || code !== 'unjudged');
  return [
    shortened(`${plainLine(id)}  ${plainLine(text)}`, width),
    ...rows,
    ...(below > 0 ? [`and ${below} more`] : []),
    `by ${ranker}${costWords(view)}`,
    ...notes.map((note) => plainLine(noteText(note))),
  ];
}

/** The first `most` rows of an order: rank (tied passages share theirs), movement against where the run started, docid, the passage's beginning. */
export function rankedLines({
  view,
  order,
  most,
  columns,
}: {
  readonly view: RunView;
  readonly order: readonly DocId[];
  readonly most: number;
  readonly columns: number;
}): readonly string[] {
  const candidates = candidatesById(view.request);
  const before = new Map(view.request.candidates.map(({ docId }) => docId).map((docId, place) => [docId, place]));
  const started =
    view.model.engine === 'instant' ? before : new Map(startingRanking(view.request).map((docId, place) => [docId, place]));
  const ranks = tiedRanks({ order, ties: order === view.committed ? view.ties : [] });
  const shown = order.slice(0, most);
  const names = shown.map((docId) => shortened(plainLine(docId), 24));
  const nameWidth = Math.max(...names.map((name) => name.length));
  const digits = String(order.length).length;
  return shown.map((docId, place) => {
    const rank = ranks.get(docId);
    const risen = (started.get(docId) ?? place) - place;
    const move = risen === 0 ? '=' : risen > 0 ? `↑${risen}` : `↓${-risen}`;
    const candidate = candidates.get(docId);
    const text =
      candidate === undefined ? '' : plainLine(titledText({ ...candidate, text: candidate.text.slice(0, 4 * columns) }));
    const head = `${String(rank?.rank ?? place + 1).padStart(digits)}${rank?.tied === true ? '=' : ' '} ${move.padStart(digits + 1)}  ${(names[place] ?? '').padEnd(nameWidth)}`;
    return shortened(`${head}  ${text}`, columns);
  });
}

function costWords({ cost, lastAt }: RunView): string {
  if (cost === null || cost.calls === 0) return '';
  const number = (value: number): string => value.toLocaleString('en');
  return `: ${number(cost.calls)} ${cost.calls === 1 ? 'call' : 'calls'}, ${number(cost.promptTokens)} tokens read, ${number(cost.completionTokens)} written, ${(lastAt / 1000).toFixed(1)} s`;
}
