import { useId } from 'react';
import type { JSX } from 'react';
import { ANSWER_MODES } from '../../../core/run/settings.ts';
import type { AnswerMode } from '../../../core/run/settings.ts';
import type { MethodLimits } from '../../../core/run/method.ts';
import type { AnswerShape } from '../../../core/answer/shape.ts';
import { useWords } from '../../words/index.ts';

interface AnswerModesProps {
  readonly mode: AnswerMode;
  /** The form of the prompt's answers. */
  readonly answer: AnswerShape['type'];
  readonly limits: MethodLimits['modes'];
  readonly locked: boolean;
  readonly onChoose: (mode: AnswerMode) => void;
}

/** How the answer comes about. What the prompt cannot do can't be chosen, and says why. */
export function AnswerModes({ mode, answer, limits, locked, onChoose }: AnswerModesProps): JSX.Element {
  const name = useId();
  const words = useWords().settings;
  const { bars, heldHint, yesHint } = useWords().method;
  const hintOf = (one: AnswerMode): string => {
    if (one === 'constrained' && answer !== 'order') return heldHint;
    return one === 'first-token' && (answer === 'word' || answer === 'grade') ? yesHint : words.modes[one].hint;
  };
  return (
    <fieldset className="field answer-modes" disabled={locked}>
      <legend>{words.answer}</legend>
      {ANSWER_MODES.map((one) => {
        const bar = limits[one];
        return (
          <label className="choice" key={one}>
            <input
              type="radio"
              name={name}
              checked={mode === one}
              disabled={bar !== null && mode !== one}
              onChange={() => onChoose(one)}
            />
            <span>
              {words.modes[one].name} <span className="hint">{bar === null ? hintOf(one) : bars[bar]}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
