import { memo, useEffect, useId, useRef, useState } from 'react';
import type { JSX, RefObject } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { oncePer } from '../../../core/once.ts';
import { tiedRanks } from '../../../core/ranking.ts';
import { selectBumps, selectSlopes } from '../../../core/read/charts.ts';
import type { Bumps } from '../../../core/read/charts.ts';
import type { DocId } from '../../../core/request.ts';
import { useStageWords } from '../../words/stage.ts';
import { RankChart } from './rank-chart.tsx';
import { MOST_LINES } from './rank-layout.ts';
import type { RankLine } from './rank-layout.ts';
import { RankTable } from './rank-table.tsx';

/**
 * Whether an element is on the screen or near it. A chart of a long run takes tens of milliseconds for each window: nobody should wait for one
 * that is folded away or far below.
 */
function useSeen(element: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: '400px',
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}

/** Names in tables and for screen readers; charts cut them to the room there is. */
const NAME_CHARACTERS = 80;

interface Figures {
  readonly columns: Bumps['columns'];
  readonly bumps: readonly RankLine[];
  readonly slopes: readonly RankLine[];
  /** Passages of the run: more than there are lines where only the first are drawn. */
  readonly all: number;
}

/**
 * Once for each committed order: nothing here changes while a window thinks, and charts are drawn anew only where the figures are another object. Of all
 * orders, not the last alone: the cursor goes back and forth, and a long run's charts take tens of milliseconds.
 */
const figuresOf = oncePer(
  (run: RunView): Figures => {
    const { columns, lines } = selectBumps(run);
    const names = new Map(
      run.request.candidates.map(({ docId, title, text }) => [docId, (title ?? text).slice(0, NAME_CHARACTERS)]),
    );
    const nameOf = (docId: DocId): string => names.get(docId) ?? docId;
    const shared = tiedRanks({ order: run.committed, ties: run.ties });
    const tied = (docId: DocId): number | null => {
      const rank = shared.get(docId);
      return rank?.tied === true ? rank.rank : null;
    };
    return {
      columns,
      bumps: lines.slice(0, MOST_LINES).map(({ docId, ranks, judged }) => ({
        docId,
        name: nameOf(docId),
        ranks,
        judged: [false, ...judged],
        tied: tied(docId),
      })),
      slopes: selectSlopes(run)
        .slice(0, MOST_LINES)
        .map(({ docId, from, to }) => ({ docId, name: nameOf(docId), ranks: [from, to], judged: [], tied: tied(docId) })),
      all: lines.length,
    };
  },
  ({ committed }) => committed,
);

interface FigureProps {
  readonly title: string;
  readonly hint: string;
  readonly columns: readonly { readonly name: string; readonly short: string }[];
  readonly lines: readonly RankLine[];
  readonly all: number;
}

function Figure({ title, hint, columns, lines, all }: FigureProps): JSX.Element {
  const words = useStageWords().charts;
  const ids = useId();
  const beyond = lines.some(({ ranks }) => ranks.some((rank) => rank > lines.length));
  return (
    <figure className="chart" aria-labelledby={`${ids}-title`}>
      <figcaption>
        <h3 id={`${ids}-title`}>{title}</h3>
        <p className="hint">
          {hint} {lines.length < all && words.onlyFirst(lines.length, all)} {beyond && words.beyond(lines.length)}
        </p>
      </figcaption>
      <RankChart label={title} columns={columns} lines={lines} beyond={beyond} />
      <RankTable caption={title} columns={columns.map(({ name }) => name)} lines={lines} />
    </figure>
  );
}

interface SettledChartsProps {
  readonly shown: Figures;
  /** The run is over. */
  readonly final: boolean;
}

const SettledCharts = memo(function SettledCharts({ shown, final }: SettledChartsProps): JSX.Element {
  const words = useStageWords().charts;
  const first = { name: words.firstStage, short: words.firstStage };
  const end = final ? words.final : words.now;
  const over = shown.columns.map((window) =>
    window === null ? first : { name: words.window(window + 1), short: words.shortWindow(window + 1) },
  );
  return (
    <div className="charts">
      <Figure title={words.bumps} hint={words.bumpsHint} columns={over} lines={shown.bumps} all={shown.all} />
      <Figure
        title={words.slopes}
        hint={words.slopesHint}
        columns={[first, { name: end, short: end }]}
        lines={shown.slopes}
        all={shown.all}
      />
    </div>
  );
});

/** A run's ranks over its windows, and from first stage to what is settled, each with its table. Tentative orders are not drawn. */
export function Charts({ run }: { readonly run: RunView }): JSX.Element {
  const words = useStageWords().charts;
  const frame = useRef<HTMLDivElement>(null);
  const seen = useSeen(frame);
  const closed = run.windows.some(({ after }) => after !== null);
  const [shown, setShown] = useState<Figures | null>(null);
  const now = seen && closed ? figuresOf(run) : shown;
  // Off the screen they stay as they were: charts that vanished would move the page.
  if (now !== shown) setShown(now);
  return (
    <div ref={frame} className="charts-frame">
      {!closed && <p className="hint">{words.tooEarly}</p>}
      {closed && now !== null && <SettledCharts shown={now} final={run.outcome !== null} />}
    </div>
  );
}
