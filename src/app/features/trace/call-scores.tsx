import { useId } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { WindowView } from '../../../core/log/view.ts';
import { useWords } from '../../words/index.ts';
import { PassageChip } from './passage-chip.tsx';

interface CallScoresProps {
  readonly window: WindowView;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

/** The number that a call gave each of its passages. Likelihoods have a picture of their own. */
export function CallScores({ window, labelOf }: CallScoresProps): JSX.Element | null {
  const id = useId();
  const words = useWords().calls;
  const format = useWords().format;
  const { scores, passages, likelihoods } = window;
  if (scores === null || likelihoods !== null) return null;
  const figure = (score: number): string => (Number.isInteger(score) ? format.number(score) : format.fixed(score, 3));
  return (
    <div className="call-scores" role="group" aria-labelledby={id}>
      <h3 id={id}>{words.scores}</h3>
      <ul className="score-list">
        {passages.map(({ docId, identifier }, place) => {
          const score = scores[place] ?? null;
          return (
            <li key={docId}>
              <PassageChip text={`[${identifier}]`} docIds={[docId]} label={labelOf([docId])} />
              <span className="figure">{score === null ? words.noScore : figure(score)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
