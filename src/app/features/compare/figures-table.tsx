import type { JSX } from 'react';
import type { MeasuredMean } from '../../../core/experiment/summary.ts';
import type { OpenExperiment } from './slice.ts';
import type { ExperimentFigures } from './figures.ts';
import { useWords } from '../../words/index.ts';
import { useCompareWords } from './words.ts';

interface FiguresTableProps {
  readonly open: OpenExperiment;
  readonly figures: ExperimentFigures;
  /** The measure that is shown with its interval. */
  readonly measure: string;
}

/** Quality and cost of every configuration, over the same queries. */
export function FiguresTable({ open, figures, measure }: FiguresTableProps): JSX.Element {
  const words = useCompareWords().results;
  const { fixed, number } = useWords().format;
  const { summary, withFirstStage, judged } = figures;
  const others = (summary.configurations[0]?.means ?? []).map((mean) => mean.measure).filter((name) => name !== measure);
  const agreementShown = withFirstStage.size > 0;
  const measured = (means: readonly MeasuredMean[]): JSX.Element => {
    const shown = means.find((mean) => mean.measure === measure);
    return (
      <>
        <td className="figure compare-lead">
          <bdi>{shown === undefined ? '–' : fixed(shown.mean, 3)}</bdi>
          {shown !== undefined && (
            <bdi className="compare-interval" dir="ltr">
              {fixed(shown.low, 3)}–{fixed(shown.high, 3)}
            </bdi>
          )}
        </td>
        {others.map((name) => {
          const found = means.find((mean) => mean.measure === name);
          return (
            <td key={name} className="figure">
              {found === undefined ? '–' : fixed(found.mean, 3)}
            </td>
          );
        })}
      </>
    );
  };
  const value = (amount: number | null | undefined): string => (amount === null || amount === undefined ? '–' : fixed(amount, 2));
  return (
    <div className="compared-table compare-table" tabIndex={0} role="group" aria-label={words.figures}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.configuration}</th>
            {judged && (
              <>
                <th scope="col">
                  <bdi>{measure}</bdi> <span className="compare-unit">{words.interval}</span>
                </th>
                {others.map((name) => (
                  <th key={name} scope="col">
                    <bdi>{name}</bdi>
                  </th>
                ))}
              </>
            )}
            {agreementShown && (
              <>
                <th scope="col">
                  τ <span className="compare-unit">{words.withFirstStage}</span>
                </th>
                <th scope="col">
                  RBO <span className="compare-unit">{words.withFirstStage}</span>
                </th>
              </>
            )}
            <th scope="col">
              {words.read} <span className="compare-unit">{words.perQuery}</span>
            </th>
            <th scope="col">
              {words.written} <span className="compare-unit">{words.perQuery}</span>
            </th>
            <th scope="col">
              {words.calls} <span className="compare-unit">{words.perQuery}</span>
            </th>
            <th scope="col">
              {words.seconds} <span className="compare-unit">{words.perQuery}</span>
            </th>
            <th scope="col">{words.outcomes}</th>
          </tr>
        </thead>
        <tbody>
          {judged && summary.firstStage !== null && (
            <tr className="compare-first-stage">
              <th scope="row">{words.firstStage}</th>
              {measured(summary.firstStage)}
              {agreementShown && (
                <>
                  <td className="figure">{fixed(1, 2)}</td>
                  <td className="figure">{fixed(1, 2)}</td>
                </>
              )}
              <td className="figure">{number(0)}</td>
              <td className="figure">{number(0)}</td>
              <td className="figure">{number(0)}</td>
              <td className="figure">–</td>
              <td>–</td>
            </tr>
          )}
          {open.plan.configurations.map(({ id, name }, place) => {
            const found = summary.configurations.find(({ configurationId }) => configurationId === id);
            const cost = found?.cost;
            const count = cost?.cells ?? 0;
            const each = (sum: number | undefined, decimals: number): string =>
              count === 0 || sum === undefined ? '–' : fixed(sum / count, decimals);
            return (
              <tr key={id}>
                <th scope="row">
                  <span className="compare-dot" data-series={place} aria-hidden="true" /> <bdi>{name}</bdi>
                </th>
                {judged && measured(found?.means ?? [])}
                {agreementShown && (
                  <>
                    <td className="figure">{value(withFirstStage.get(id)?.tau)}</td>
                    <td className="figure">{value(withFirstStage.get(id)?.overlap)}</td>
                  </>
                )}
                <td className="figure">{each(cost?.promptTokens, 0)}</td>
                <td className="figure">{each(cost?.completionTokens, 0)}</td>
                <td className="figure">{each(cost?.calls, 1)}</td>
                <td className="figure">{each(cost?.seconds, 1)}</td>
                <td className="compare-ended">{cost === undefined || count === 0 ? '–' : words.ended(cost)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
