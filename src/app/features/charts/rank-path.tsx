import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { RankLayout, RankLine } from './rank-layout.ts';
import { moveOf } from './rank-layout.ts';

interface RankPathProps {
  readonly line: RankLine;
  readonly layout: RankLayout;
  /** The last rank that has a row of its own. */
  readonly last: number;
  readonly lit: boolean;
  readonly strong: boolean;
  readonly dots: boolean;
  readonly tabStop: boolean;
  readonly label: string;
  /** As much of the name as fits. */
  readonly shown: string;
  readonly rankOf: (rank: number) => string;
  readonly onPoint: (docIds: readonly DocId[]) => void;
  readonly onFocus: (docId: DocId) => void;
  readonly onShow: (docId: DocId) => void;
}

/** One passage's way through the ranks: flat at each column, so that crossings are easy to follow. */
function pathOf({ ranks }: RankLine, { x, y }: RankLayout): string {
  return ranks
    .map((rank, column) => {
      if (column === 0) return `M${x(0)},${y(rank)}`;
      const middle = (x(column - 1) + x(column)) / 2;
      return `C${middle},${y(ranks[column - 1] ?? rank)} ${middle},${y(rank)} ${x(column)},${y(rank)}`;
    })
    .join('');
}

/** A line with the ranks and the name at its ends. It can be focused, and leads to its passage. */
export function RankPath(props: RankPathProps): JSX.Element {
  const { line, layout, last, lit, strong, dots, tabStop, label, shown, rankOf, onPoint, onFocus, onShow } = props;
  const { ranks, docId } = line;
  const from = ranks[0] ?? 1;
  const to = ranks.at(-1) ?? 1;
  const end = ranks.length - 1;
  const path = pathOf(line, layout);
  const move = moveOf(line);
  const sign = move === 0 ? '' : move > 0 ? ' ▲' : ' ▼';
  return (
    // The names stand beside the button, not in it: its own name says more than the drawn one, which is cut.
    <g
      className={strong ? 'chart-line chart-line-strong' : 'chart-line'}
      data-active={lit || undefined}
      onMouseEnter={() => onPoint([docId])}
      onMouseLeave={() => onPoint([])}
    >
      <g
        className="chart-button"
        data-chart-line={docId}
        data-active={lit || undefined}
        role="button"
        tabIndex={tabStop ? 0 : -1}
        aria-label={label}
        onFocus={() => {
          onFocus(docId);
          onPoint([docId]);
        }}
        onBlur={() => onPoint([])}
        onClick={() => onShow(docId)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onShow(docId);
        }}
      >
        <title>{label}</title>
        <path className="chart-hit" d={path} />
        <path className="chart-stroke" d={path} />
        {dots &&
          ranks.map((rank, column) =>
            line.judged[column] === true ? (
              <circle key={column} cx={layout.x(column)} cy={layout.y(rank)} r={lit || strong ? 3.5 : 2.5} />
            ) : null,
          )}
      </g>
      {from <= last && (
        <text
          aria-hidden="true"
          className="chart-rank"
          x={layout.x(0) - 7 * layout.side}
          y={layout.y(from)}
          dy="0.35em"
          textAnchor="end"
        >
          {rankOf(from)}
        </text>
      )}
      <text aria-hidden="true" className="chart-name" x={layout.x(end) + 8 * layout.side} y={layout.y(to)} dy="0.35em">
        <tspan className="chart-rank">{typeof line.tied === 'number' ? `=${rankOf(line.tied)}` : rankOf(to)}</tspan>
        <tspan className="chart-move">{sign}</tspan> {`\u2068${shown}\u2069`}
      </text>
    </g>
  );
}
