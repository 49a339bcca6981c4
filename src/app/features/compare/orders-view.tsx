import { useContext, useId } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { OpenExperiment } from './slice.ts';
import { selectOrderColumns } from './figures.ts';
import type { OrderColumn, OrderPlace } from './figures.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import type { CompareActions } from './controller.ts';
import { useWords } from '../../words/index.ts';
import { useCompareWords } from './words.ts';

interface OrdersViewProps {
  readonly open: OpenExperiment;
  readonly qid: string;
  /** A run of the workbench is on: no replay can be shown. */
  readonly busy: boolean;
  readonly actions: CompareActions;
  readonly onQuery: (qid: string) => void;
}

const EXCERPT = 90;
const RANK_REM = 3;
const COLUMN_REM = 11;

/** The orders of one query side by side. A passage that is pointed at lights up in every column. */
export function OrdersView({ open, qid, busy, actions, onQuery }: OrdersViewProps): JSX.Element {
  const words = useCompareWords().results;
  const { number } = useWords().format;
  const ids = useId();
  const { active, point } = useContext(HighlightContext);
  const { plan, collection } = open;
  const request = collection?.requests.get(qid);
  const grades = collection?.qrels?.get(qid);
  const columns = selectOrderColumns(open, qid);
  const rows = Math.max(0, ...columns.map(({ places }) => places.length));
  const texts = new Map(request?.candidates.map((one) => [one.docId, one.title ?? one.text]) ?? []);
  const nameOf = ({ configurationId }: OrderColumn): string =>
    plan.configurations.find(({ id }) => id === configurationId)?.name ?? words.firstStage;
  const cell = (place: OrderPlace | undefined): JSX.Element | null => {
    if (place === undefined) return null;
    const { docId, gained, tied } = place;
    const grade = grades?.get(docId);
    return (
      <>
        <span className="compare-doc">
          <bdi>{docId}</bdi>
          {grade !== undefined && (
            <span className="compare-grade" data-relevant={grade >= 1 || undefined} title={words.grade(number(grade))}>
              {number(grade)}
            </span>
          )}
          {gained !== null && gained !== 0 && (
            <span className={gained > 0 ? 'movement movement-up' : 'movement movement-down'}>
              <span aria-hidden="true">{gained > 0 ? '▲' : '▼'}</span>
              {number(Math.abs(gained))}
              <span className="visually-hidden"> {gained > 0 ? words.up : words.down}</span>
            </span>
          )}
          {tied && <span className="compare-tied">{words.tied}</span>}
        </span>
        <span className="compare-excerpt" dir="auto">
          {(texts.get(docId) ?? '').slice(0, EXCERPT)}
        </span>
      </>
    );
  };
  const hover = (docId: DocId | undefined): void => point(docId === undefined ? [] : [docId]);
  return (
    <section className="compare-orders" aria-labelledby={ids}>
      <h3 id={ids}>{words.orders}</h3>
      <p className="compare-pair">
        <label>
          <span>{words.query}</span>{' '}
          <select value={qid} onChange={({ target }) => onQuery(target.value)}>
            {plan.topics.map((topic) => (
              <option key={topic} value={topic}>
                {`${topic} ${(collection?.requests.get(topic)?.query.text ?? '').slice(0, EXCERPT)}`}
              </option>
            ))}
          </select>
        </label>
      </p>
      {collection === null && <p className="hint">{words.noTexts}</p>}
      <div className="compared-table compare-scroll compare-columns" tabIndex={0} role="group" aria-label={words.orders}>
        <table style={{ minInlineSize: `${RANK_REM + COLUMN_REM * columns.length}rem` }}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{words.rank}</span>
              </th>
              {columns.map((column, place) => (
                <th key={column.configurationId ?? 'first-stage'} scope="col">
                  {column.configurationId !== null && (
                    <span
                      className="compare-dot"
                      data-series={plan.configurations.findIndex(({ id }) => id === column.configurationId)}
                      aria-hidden="true"
                    />
                  )}{' '}
                  <bdi>{nameOf(column)}</bdi>
                  {column.configurationId !== null && column.outcome !== null && (
                    <span className="compare-column-tools">
                      {column.outcome.type === 'failed' && (
                        <span className="hint-bad">{words.failed(column.outcome.error.code)}</span>
                      )}
                      <button
                        type="button"
                        className="link"
                        disabled={busy}
                        aria-label={words.replayNamed(nameOf(column))}
                        onClick={() => void actions.replay({ configurationId: column.configurationId ?? '', qid })}
                      >
                        {words.replay}
                      </button>
                    </span>
                  )}
                  {column.configurationId !== null && column.outcome === null && (
                    <span className="compare-column-tools hint" data-place={place}>
                      {words.notRun}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, row) => (
              <tr key={row}>
                <th scope="row" className="figure">
                  {number(row + 1)}
                </th>
                {columns.map((column) => {
                  const place = column.places[row];
                  return (
                    <td
                      key={column.configurationId ?? 'first-stage'}
                      data-active={(place !== undefined && active.has(place.docId)) || undefined}
                      onPointerEnter={() => hover(place?.docId)}
                      onPointerLeave={() => hover(undefined)}
                    >
                      {cell(place)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
