import { useId } from 'react';
import type { CSSProperties, JSX } from 'react';
import type { PositionSummary } from '../../../core/experiment/lenses/position-summary.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import { formatWords } from '../../words/format-catalogue.ts';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { lensesWords } from '../../words/lenses-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { passageNames } from './passage-names.ts';
import { PassageTag } from './passage-tag.tsx';

/** Cells are drawn one by one: more would halt the page. */
const MOST = 40;

/** Passage by start place, the final place in each cell; the darker, the higher. */
export function PositionTable({
  summary: { rows, byStart },
  request,
}: {
  readonly summary: PositionSummary;
  readonly request: RankRequest;
}): JSX.Element {
  const words = useWords(lensFindingsWords);
  const { passage, first } = useWords(lensesWords);
  const format = useWords(formatWords);
  const names = passageNames(request);
  const count = rows.length;
  const caption = useId();
  const place = (rank: number | null): string =>
    rank === null ? '' : Number.isInteger(rank) ? format.number(rank + 1) : format.fixed(rank + 1, 1);
  const wash = (rank: number | null): CSSProperties =>
    ({ '--share': rank === null || count < 2 ? 0 : 1 - rank / (count - 1) }) as CSSProperties;
  return (
    <figure className="position-table">
      <p className="lens-caption" id={caption}>
        {words.grid}
      </p>
      <div className="lens-scroll" tabIndex={0} role="region" aria-labelledby={caption}>
        <table aria-labelledby={caption}>
          <thead>
            <tr>
              <th scope="col">{passage}</th>
              {byStart.slice(0, MOST).map((_, start) => (
                <th key={start} scope="col" title={words.startedAt(start + 1)}>
                  <span className="visually-hidden">{words.startedAt(start + 1)}</span>
                  <span aria-hidden="true">{format.number(start + 1)}</span>
                </th>
              ))}
              <th scope="col">{words.meanRank}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map(({ docId, ranks, mean }, row) => (
              <tr key={docId}>
                <th scope="row">
                  <PassageTag docId={docId} place={row} name={names.get(docId)?.name ?? docId} />
                </th>
                {ranks.slice(0, MOST).map((rank, start) => (
                  <td key={start} className={rank === null ? undefined : 'washed'} style={wash(rank)}>
                    {place(rank)}
                  </td>
                ))}
                <td>{mean === null ? '' : format.fixed(mean + 1, 1)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.meanByStart}</th>
              {byStart.slice(0, MOST).map(({ meanRank }, start) => (
                <td key={start} className={meanRank === null ? undefined : 'washed'} style={wash(meanRank)}>
                  {meanRank === null ? '' : format.fixed(meanRank + 1, 1)}
                </td>
              ))}
              <td>–</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {count > MOST && <figcaption className="hint">{first({ shown: MOST, all: count })}</figcaption>}
    </figure>
  );
}
