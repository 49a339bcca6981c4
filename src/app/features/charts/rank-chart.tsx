import { use, useContext, useRef, useState } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import { HighlightContext } from '../../shell/highlight.ts';
import { LanguageContext, LANGUAGES } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { cutLabel, widthOf } from './cut-label.ts';
import { moveOf, rankLayout } from './rank-layout.ts';
import type { RankLine } from './rank-layout.ts';
import { RankPath } from './rank-path.tsx';
import { useWidth } from './use-width.ts';

interface RankChartProps {
  readonly label: string;
  /** Full names of the columns, and what stands where there is little room. */
  readonly columns: readonly { readonly name: string; readonly short: string }[];
  /** In the order of the last column. */
  readonly lines: readonly RankLine[];
  /** Whether some rank lies beyond the lines drawn. */
  readonly beyond: boolean;
}

/** The first so many are drawn strongly where there are many. */
const STRONG = 10;
const FEW = 12;
const NARROW_PX = 480;

/** Ranks as lines over columns, in SVG. One stop for Tab, arrow keys from line to line; hover and focus light up list and trace. */
export function RankChart({ label, columns, lines, beyond }: RankChartProps): JSX.Element {
  const words = useStageWords().charts;
  const rtl = LANGUAGES[use(LanguageContext)].dir === 'rtl';
  const { active, point, showPassage } = useContext(HighlightContext);
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame, 560);
  const [stop, setStop] = useState<string | null>(null);
  const short = widthPx < NARROW_PX || columns.length > 4;
  const names = columns.map((column, index) => (short && index > 0 && index < columns.length - 1 ? column.short : column.name));
  const longest = Math.max(...names.map((name) => name.length));
  const layout = rankLayout({
    widthPx,
    columns: columns.length,
    lines: lines.length,
    beyond,
    nameWidthPx: 6.4 * longest + 10,
    rtl,
  });
  // Beside a name stand its rank, a tie's sign and the arrow, with a little air.
  const roomPx = layout.labelPx - 18 - widthOf(`=${words.rank(lines.length)} ▼ `, layout.fontPx);
  const tabStop = lines.some(({ docId }) => docId === stop) ? stop : lines[0]?.docId;
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const now = lines.findIndex(({ docId }) => docId === tabStop);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: lines.length - 1 }[event.key];
    const line = to === undefined ? undefined : lines[Math.min(lines.length - 1, Math.max(0, to))];
    if (line === undefined) return;
    event.preventDefault();
    setStop(line.docId);
    event.currentTarget.querySelector<SVGGElement>(`[data-chart-line="${CSS.escape(line.docId)}"]`)?.focus();
  };
  // What is lit up lies over the others: SVG paints in document order.
  const painted = lines.map((line, index) => ({ line, index, lit: active.has(line.docId) }));
  return (
    <div ref={frame} className="rank-chart">
      <svg
        width={layout.widthPx}
        height={layout.heightPx}
        viewBox={`0 0 ${layout.widthPx} ${layout.heightPx}`}
        role="group"
        aria-label={`${label}. ${words.keys}`}
        direction={rtl ? 'rtl' : 'ltr'}
        fontSize={layout.fontPx}
        onKeyDown={onKeyDown}
      >
        <g className="chart-columns" aria-hidden="true">
          {columns.map((column, index) => (
            <line
              key={column.name}
              x1={layout.x(index)}
              x2={layout.x(index)}
              y1={layout.y(1)}
              y2={layout.y(lines.length + (beyond ? 1 : 0))}
            />
          ))}
          {layout.named.map((index) => (
            <text
              key={columns[index]?.name}
              x={layout.x(index)}
              y={14}
              textAnchor={index === 0 ? 'start' : index === columns.length - 1 ? 'end' : 'middle'}
              dx={index === 0 ? -16 * layout.side : 0}
            >
              {names[index]}
            </text>
          ))}
        </g>
        {painted
          .toSorted((one, other) => Number(one.lit) - Number(other.lit))
          .map(({ line, index, lit }) => (
            <RankPath
              key={line.docId}
              line={line}
              layout={layout}
              last={lines.length}
              lit={lit}
              strong={lines.length <= FEW || index < STRONG}
              dots={columns.length > 2 && (lines.length <= 40 || index < STRONG || lit) && columns.length <= 40}
              tabStop={line.docId === tabStop}
              label={`${words.line({ name: line.name, from: line.ranks[0] ?? 0, to: line.ranks.at(-1) ?? 0 })}, ${words.moved(moveOf(line))}`}
              shown={cutLabel({ text: line.name, widthPx: roomPx, fontPx: layout.fontPx })}
              rankOf={words.rank}
              onPoint={point}
              onFocus={setStop}
              onShow={showPassage}
            />
          ))}
      </svg>
    </div>
  );
}
