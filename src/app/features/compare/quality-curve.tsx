import { useId, useRef } from 'react';
import type { JSX } from 'react';
import { curvePoints } from '../../../core/experiment/summary.ts';
import type { CurvePoint, ExperimentSummary } from '../../../core/experiment/summary.ts';
import type { ExperimentPlan } from '../../../core/experiment/plan.ts';
import type { ExperimentShown } from './slice.ts';
import { tickStep, ticks } from '../charts/ticks.ts';
import { useWidth } from '../charts/use-width.ts';
import { useWords } from '../../words/index.ts';
import { useCompareWords } from './words.ts';

interface QualityCurveProps {
  readonly plan: ExperimentPlan;
  readonly summary: ExperimentSummary;
  readonly measure: string;
  readonly cost: ExperimentShown['cost'];
  readonly onCost: (cost: ExperimentShown['cost']) => void;
}

const HEIGHT = 260;
const PAD = { left: 46, right: 30, top: 12, bottom: 38 };
const LABEL_PX = 6.6;

/** Quality against cost, with its table. What no other configuration beats in both is joined by a line. */
export function QualityCurve({ plan, summary, measure, cost, onCost }: QualityCurveProps): JSX.Element {
  const words = useCompareWords().results;
  const { fixed, number } = useWords().format;
  const ids = useId();
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame, 640);
  const points = curvePoints(summary, measure);
  const first = summary.firstStage?.find((mean) => mean.measure === measure) ?? null;
  const isBest = (point: CurvePoint): boolean => (cost === 'tokens' ? point.isBestForTokens : point.isBestForSeconds);
  const most = Math.max(1, ...points.map((point) => point[cost]));
  const values = [...points.flatMap(({ low, high }) => [low, high]), ...(first === null ? [] : [first.mean])];
  const low = Math.max(0, Math.min(...values) - 0.02);
  const high = Math.min(1, Math.max(...values, low + 0.02) + 0.02);
  const costStep = tickStep(most * 1.08, 5);
  const end = Math.ceil((most * 1.08) / costStep) * costStep;
  const x = (value: number): number => PAD.left + (value / end) * (widthPx - PAD.right - PAD.left);
  const y = (value: number): number => HEIGHT - PAD.bottom - ((value - low) / (high - low)) * (HEIGHT - PAD.bottom - PAD.top);
  const best = points.filter(isBest).toSorted((one, other) => one[cost] - other[cost]);
  const nameOf = (id: string): string => plan.configurations.find((one) => one.id === id)?.name ?? id;
  const placeOf = (id: string): number => plan.configurations.findIndex((one) => one.id === id);
  const axis = cost === 'tokens' ? words.tokensPerQuery : words.secondsPerQuery;
  const xTicks = ticks(0, end, widthPx < 480 ? 3 : 6);
  return (
    <figure className="compare-curve" aria-labelledby={ids}>
      <figcaption id={ids}>
        <h3>{words.curve}</h3>
        <div className="compare-segments" role="group" aria-label={words.costAxis}>
          {(['tokens', 'seconds'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === cost} onClick={() => onCost(one)}>
              {one === 'tokens' ? words.byTokens : words.bySeconds}
            </button>
          ))}
        </div>
      </figcaption>
      <div ref={frame} className="compare-curve-frame">
        <svg
          width={widthPx}
          height={HEIGHT}
          viewBox={`0 0 ${widthPx} ${HEIGHT}`}
          role="img"
          aria-label={words.curveAbout({ measure, axis })}
          direction="ltr"
        >
          <g className="compare-grid">
            {ticks(low, high, 5).map((tick) => (
              <g key={tick}>
                <line x1={PAD.left} x2={widthPx - PAD.right} y1={y(tick)} y2={y(tick)} />
                <text x={PAD.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
                  {fixed(tick, 2)}
                </text>
              </g>
            ))}
            {xTicks.map((tick) => (
              <text key={tick} x={x(tick)} y={HEIGHT - PAD.bottom + 16} textAnchor="middle">
                {cost === 'seconds' && most < 5 ? fixed(tick, 1) : number(tick)}
              </text>
            ))}
            <text x={widthPx - PAD.right} y={HEIGHT - 4} textAnchor="end">
              {axis}
            </text>
          </g>
          {first !== null && (
            <g className="compare-before">
              <line x1={PAD.left} x2={widthPx - PAD.right} y1={y(first.mean)} y2={y(first.mean)} />
              <text x={widthPx - PAD.right} y={y(first.mean) - 4} textAnchor="end">
                {words.firstStage}
              </text>
            </g>
          )}
          <polyline className="compare-front" points={best.map((point) => `${x(point[cost])},${y(point.quality)}`).join(' ')} />
          {points.map((point) => {
            const atX = x(point[cost]);
            const atY = y(point.quality);
            const name = nameOf(point.configurationId);
            const room = Math.floor((widthPx - 16) / 2 / LABEL_PX);
            const label = name.length > room ? `${name.slice(0, room - 1)}…` : name;
            const toLeft = atX + label.length * LABEL_PX + 14 > widthPx - PAD.right;
            return (
              <g
                key={point.configurationId}
                className="compare-point"
                data-series={placeOf(point.configurationId)}
                data-best={isBest(point) || undefined}
              >
                <line x1={atX} x2={atX} y1={y(point.low)} y2={y(point.high)} />
                <circle cx={atX} cy={atY} r={isBest(point) ? 6 : 4.5} />
                <text x={toLeft ? atX - 10 : atX + 10} y={atY - 7} textAnchor={toLeft ? 'end' : 'start'}>
                  {label}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <p className="hint">{words.curveHint}</p>
      <details className="fold">
        <summary>{words.curveTable}</summary>
        <div className="fold-body compared-table" tabIndex={0} role="group" aria-label={words.curveTable}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.configuration}</th>
                <th scope="col">
                  <bdi>{measure}</bdi>
                </th>
                <th scope="col">{words.tokensPerQuery}</th>
                <th scope="col">{words.secondsPerQuery}</th>
                <th scope="col">{words.unbeaten}</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.configurationId}>
                  <th scope="row">
                    <bdi>{nameOf(point.configurationId)}</bdi>
                  </th>
                  <td className="figure">{fixed(point.quality, 3)}</td>
                  <td className="figure">{fixed(point.tokens, 0)}</td>
                  <td className="figure">{fixed(point.seconds, 1)}</td>
                  <td>{words.bestFor({ tokens: point.isBestForTokens, seconds: point.isBestForSeconds })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
