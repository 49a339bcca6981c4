import type { RunView } from '../../core/log/view.ts';
import { selectProgress } from '../../core/read/progress.ts';
import { plainLine, shortened } from '../plain.ts';
import type { Screen } from '../world.ts';
import { rankedLines } from './list.ts';

/** Drawn again at most so often. */
const APART_MS = 100;
/** Rows of the order that are shown, where the terminal has room. */
const MOST_ROWS = 20;

/** The live order on a terminal. */
export interface LiveOrder {
  /** Draws the run as it stands, in place of what was drawn before; not more often than an eye follows. */
  show(view: RunView): void;
  /** Takes away what is drawn. Text may then be written to the terminal. */
  clear(): void;
}

/** `clock`: milliseconds. Everything drawn is taken away again: the result itself goes to standard output. */
export function liveOrder({ screen, clock }: { readonly screen: Screen; readonly clock: () => number }): LiveOrder {
  let drawn = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const erase = (): string => (drawn === 0 ? '' : `\r\u001B[${drawn}A\u001B[J`);
  return {
    show(view) {
      const now = clock();
      if (now - drawnAt < APART_MS) return;
      drawnAt = now;
      const lines = liveLines({ view, columns: screen.columns, rows: screen.rows });
      screen.write(`${erase()}${lines.join('\n')}\n`);
      drawn = lines.length;
    },
    clear() {
      if (drawn > 0) screen.write(erase());
      drawn = 0;
      drawnAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** What is drawn: the query, the order as it stands (tentative or committed), what the model is at, and the end of what it wrote last. */
export function liveLines({
  view,
  columns,
  rows,
}: {
  readonly view: RunView;
  readonly columns: number;
  readonly rows: number;
}): readonly string[] {
  // The last column stays free: some terminals break the line there.
  const width = Math.max(20, columns - 1);
  const most = Math.max(1, Math.min(MOST_ROWS, rows - 5));
  const window = view.windows.at(-1);
  const { windowsTotal, decodeTokensPerSecond: rate, leftMs } = selectProgress(view, view.lastAt);
  const phase =
    window === undefined
      ? 'starting'
      : { reading: 'reads', thinking: 'thinks', answering: 'answers', ended: 'is done' }[window.phase];
  const written = window === undefined ? '' : window.answer === '' ? window.reasoning : window.answer;
  const below = view.ranking.length - most;
  return [
    shortened(`${plainLine(view.request.query.id)}  ${plainLine(view.request.query.text)}`, width),
    ...rankedLines({ view, order: view.ranking, most, columns: width }),
    ...(below > 0 ? [`and ${below} more`] : []),
    shortened(
      [
        `call ${view.windows.length} of ${Math.max(windowsTotal, view.windows.length)}`,
        phase,
        ...(rate === null ? [] : [`${rate.toFixed(1)} tokens/s`]),
        ...(leftMs === null ? [] : [`about ${Math.ceil(leftMs / 1000)} s left`]),
        ...(view.tentative === null ? [] : ['tentative order']),
      ].join(', '),
      width,
    ),
    ...(written === '' ? [] : [shortened(plainLine(`…${written.slice(-width)}`), width)]),
  ];
}
