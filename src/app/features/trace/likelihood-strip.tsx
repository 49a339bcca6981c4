import { useContext, useId } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { WindowView } from '../../../core/log/view.ts';
import { selectLikelihoods } from '../../../core/read/calls.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { NamesContext, passageName } from './passage-names.tsx';
import { PassageChip } from './passage-chip.tsx';

interface LikelihoodStripProps {
  readonly window: WindowView;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

/** How likely each passage's label, or a yes, was to be written next: a bar and a figure each. */
export function LikelihoodStrip({ window, labelOf }: LikelihoodStripProps): JSX.Element | null {
  const id = useId();
  const words = useStageWords().calls;
  const format = useWords().format;
  const request = useContext(NamesContext);
  const shares = selectLikelihoods(window);
  if (shares === null) return null;
  return (
    <div className="likelihoods" role="group" aria-labelledby={id}>
      <h3 id={id}>{words.likelihoods[shares.of]}</h3>
      <ul className="likelihood-bars">
        {shares.of === 'words' ? (
          <li>
            <span>
              {window.passages.map(({ docId }) => (
                <PassageChip key={docId} text={passageName(request, docId)} docIds={[docId]} label={labelOf([docId])} />
              ))}
            </span>
            <Bar share={shares.yes} />
            <span className="figure">{words.yes(shares.yes)}</span>
          </li>
        ) : (
          shares.bars.map(({ docId, identifier, share }) => (
            <li key={docId}>
              <PassageChip text={`[${identifier}]`} docIds={[docId]} label={labelOf([docId])} />
              <Bar share={share} />
              <span className="figure">{format.fixed(share, 3)}</span>
            </li>
          ))
        )}
      </ul>
      <p className="hint">{words.mass(shares.mass)}</p>
    </div>
  );
}

function Bar({ share }: { readonly share: number }): JSX.Element {
  return (
    <span className="likelihood-bar" aria-hidden="true">
      <span style={{ inlineSize: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </span>
  );
}
