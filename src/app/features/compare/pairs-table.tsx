import type { JSX } from 'react';
import type { OpenExperiment } from './slice.ts';
import type { ExperimentFigures } from './figures.ts';
import { useWords } from '../../words/index.ts';
import { useCompareWords } from './words.ts';
import { signed } from './figures.ts';

interface PairsTableProps {
  readonly open: OpenExperiment;
  readonly figures: ExperimentFigures;
  readonly measure: string;
}

/** Each two configurations: what one gains over the other, how surely, and how alike their orders are. */
export function PairsTable({ open, figures, measure }: PairsTableProps): JSX.Element | null {
  const words = useCompareWords().results;
  const format = useWords().format;
  const { summary, judged } = figures;
  const names = new Map(open.plan.configurations.map(({ id, name }) => [id, name]));
  if (summary.pairs.length === 0) return null;
  const value = (amount: number | null): string => (amount === null ? '–' : format.fixed(amount, 2));
  return (
    <>
      <div className="compared-table compare-table" tabIndex={0} role="group" aria-label={words.pairs}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.pair}</th>
              {judged && (
                <>
                  <th scope="col">
                    Δ <bdi>{measure}</bdi>
                  </th>
                  <th scope="col">p</th>
                </>
              )}
              <th scope="col">τ</th>
              <th scope="col">RBO</th>
            </tr>
          </thead>
          <tbody>
            {summary.pairs.map(({ one, other, tests, agreement }) => {
              const test = tests.find((found) => found.measure === measure);
              return (
                <tr key={`${one} ${other}`}>
                  <th scope="row">
                    <bdi>{names.get(other)}</bdi> {words.against} <bdi>{names.get(one)}</bdi>
                  </th>
                  {judged && (
                    <>
                      <td className="figure">
                        <bdi dir="ltr">{test === undefined ? '–' : signed(test.difference, format)}</bdi>
                      </td>
                      <td className="figure">{test === undefined ? '–' : format.fixed(test.p, 3)}</td>
                    </>
                  )}
                  <td className="figure">{value(agreement.tau)}</td>
                  <td className="figure">{value(agreement.overlap)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="hint">{judged ? words.pairsHint : words.agreementHint}</p>
    </>
  );
}
