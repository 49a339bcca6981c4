import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { selectCost } from '../../../core/read/forecast.ts';
import { useWords } from '../../words/index.ts';

/** What a run has cost against what was predicted; said plainly where it was outside. */
export function RunCostTable({ run }: { readonly run: RunView }): JSX.Element | null {
  const words = useWords().forecast;
  const format = useWords().format;
  const figures = selectCost(run);
  if (figures === null) return null;
  const outside = figures.some(({ verdict }) => verdict === 'below' || verdict === 'above');
  const kept = figures.every(({ verdict }) => verdict === 'within');
  return (
    <details className="fold run-cost" {...(outside ? { open: true } : {})}>
      <summary className={outside ? 'cost-outside' : undefined}>
        {outside ? words.outside : kept ? words.asPredicted : words.cost}
      </summary>
      <div className="fold-body call-table cost-table" role="region" aria-label={words.cost} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.cost}</th>
              <th scope="col">{words.predicted}</th>
              <th scope="col">{words.spent}</th>
              <th scope="col">{words.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ name, predicted: bounds, true: spent, verdict }) => (
              <tr key={name}>
                <th scope="row">{words.figures[name]}</th>
                <td className="figure">{bounds === null ? '–' : words.bounds(bounds)}</td>
                <td className="figure">{format.number(spent)}</td>
                <td className={verdict === 'below' || verdict === 'above' ? 'cost-outside' : undefined}>
                  {words.verdicts[verdict]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
