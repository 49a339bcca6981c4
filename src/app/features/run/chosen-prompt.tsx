import type { JSX } from 'react';
import type { StartReason } from '../../../core/run/start.ts';
import { useWords } from '../../words/index.ts';

/** Why a model's settings begin as they do, where its prompt was chosen by its name: the prompt, its temperature, and what was made to fit its context. */
export function ChosenPrompt({ asked }: { readonly asked: StartReason }): JSX.Element {
  const words = useWords().asked;
  const { topIgnored } = useWords().method;
  const { title, reason, sampling, fit, contextTokens } = asked;
  const ignored = sampling.topP < 1 || sampling.topK > 0;
  return (
    <div className="chosen-prompt">
      <h3>{words.title}</h3>
      <ul className="hint">
        <li>{words.reasons[reason](title)}</li>
        <li>
          {words.temperature(sampling.temperature)} {ignored && topIgnored}
        </li>
        <li>{words.fit(fit, contextTokens)}</li>
      </ul>
    </div>
  );
}
