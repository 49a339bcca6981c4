import { useId } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { WindowView } from '../../../core/log/view.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { PassageChip } from './passage-chip.tsx';

interface FusedTableProps {
  readonly fused: NonNullable<WindowView['fused']>;
  /** Of the window that the chips speak of. */
  readonly passages: WindowView['passages'];
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

/** How far the samples of one call agreed, and where each put every passage. Ranks are 1-based within the call. */
export function FusedTable({ fused, passages, labelOf }: FusedTableProps): JSX.Element {
  const id = useId();
  const words = useStageWords().calls;
  const format = useWords().format;
  const identifiers = new Map(passages.map(({ docId, identifier }) => [docId, identifier]));
  const rank = (midRank: number): string =>
    Number.isInteger(midRank) ? format.number(midRank + 1) : format.fixed(midRank + 1, 1);
  const rows = fused.spread.toSorted((one, other) => one.mean - other.mean);
  return (
    <div className="fused" role="group" aria-labelledby={id}>
      <h3 id={id}>{words.fused(fused.windows.length, fused.rule)}</h3>
      <p>{fused.agreement === null ? words.noAgreement : words.agreement(format.fixed(fused.agreement, 2))}</p>
      <div className="call-table" role="region" aria-labelledby={id} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.passage}</th>
              <th scope="col">{words.meanRank}</th>
              <th scope="col">{words.ranks}</th>
              <th scope="col">{words.deviation}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ docId, least, most, mean, deviation }) => (
              <tr key={docId}>
                <th scope="row">
                  <PassageChip text={`[${identifiers.get(docId) ?? '?'}]`} docIds={[docId]} label={labelOf([docId])} />
                </th>
                <td className="figure">{format.fixed(mean + 1, 1)}</td>
                <td className="figure">{least === most ? rank(least) : `${rank(least)}–${rank(most)}`}</td>
                <td className="figure">{format.fixed(deviation, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
