import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { useStageWords } from '../../words/stage.ts';

/** Where a run was broken off and went on, once for each time; nothing for one that was not. */
export function ResumedNote({ run: { resumed } }: { readonly run: RunView }): JSX.Element {
  const words = useStageWords().resumed;
  return (
    <>
      {resumed.map(({ after, reason, model }, place) => (
        <p key={place} className="hint" data-resumed={after}>
          {words.note({
            after,
            reason,
            engine: model === undefined ? null : `${model.engine} (${model.library}, ${model.adapter})`,
          })}
        </p>
      ))}
    </>
  );
}
