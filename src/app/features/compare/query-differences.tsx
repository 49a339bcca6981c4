import { useId } from 'react';
import type { JSX } from 'react';
import { queryDifferences } from '../../../core/experiment/summary.ts';
import type { Measure } from '../../../core/measure/measures.ts';
import type { ExperimentShown, OpenExperiment } from './slice.ts';
import { useWords } from '../../words/index.ts';
import { useCompareWords } from './words.ts';
import { signed } from './figures.ts';

interface QueryDifferencesProps {
  readonly open: OpenExperiment;
  readonly measure: Measure;
  readonly pair: readonly [one: string, other: string];
  readonly qid: string | null;
  readonly onShow: (change: Partial<ExperimentShown>) => void;
}

/** Query by query what one configuration gains over another, the greatest loss first. A click opens the query's orders. */
export function QueryDifferences({ open, measure, pair, qid, onShow }: QueryDifferencesProps): JSX.Element {
  const words = useCompareWords().results;
  const format = useWords().format;
  const ids = useId();
  const [one, other] = pair;
  const { configurations } = open.plan;
  const qrels = open.collection?.qrels ?? new Map<string, never>();
  const rows = queryDifferences({ cells: open.cells, qrels, measure, one, other });
  const widest = Math.max(0.001, ...rows.map(({ difference }) => Math.abs(difference)));
  const choose = (which: 0 | 1, id: string): void => {
    const taken: [string, string] = which === 0 ? [id, other] : [one, id];
    // The one that was chosen already changes places.
    onShow({ pair: taken[0] === taken[1] ? [other, one] : taken });
  };
  return (
    <section className="compare-differences" aria-labelledby={ids}>
      <h3 id={ids}>{words.differences}</h3>
      <p className="compare-pair">
        {([1, 0] as const).map((which) => (
          <label key={which}>
            <span className={which === 1 ? 'visually-hidden' : undefined}>{which === 1 ? words.pairOther : words.pairOne}</span>{' '}
            <select value={pair[which]} onChange={({ target }) => choose(which, target.value)}>
              {configurations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ))}
      </p>
      {rows.length === 0 ? (
        <p className="hint">{words.noDifferences}</p>
      ) : (
        <div className="compared-table compare-scroll" tabIndex={0} role="group" aria-label={words.differences}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.query}</th>
                <th scope="col">
                  Δ <bdi>{measure.name}</bdi>
                </th>
                <th scope="col">
                  <span className="visually-hidden">{words.bar}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.qid} aria-current={row.qid === qid || undefined}>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => onShow({ qid: row.qid })}>
                      <bdi>{row.qid}</bdi>
                    </button>{' '}
                    <span dir="auto">{open.collection?.requests.get(row.qid)?.query.text ?? ''}</span>
                  </th>
                  <td className="figure">
                    <bdi dir="ltr">{signed(row.difference, format)}</bdi>
                  </td>
                  <td className="compare-bar" aria-hidden="true">
                    <span
                      data-loss={row.difference < 0 || undefined}
                      style={{ inlineSize: `${(Math.abs(row.difference) / widest) * 50}%` }}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
