import type { PromptTemplate } from '../../src/core/preset/built-in.ts';
import { createAnswerAutomaton } from '../../src/core/answer/automaton.ts';
import { createOutputGuide } from '../../src/core/run/guide.ts';
import type { PauseWhen, ThinkingGuide } from '../../src/core/run/guide.ts';
import type { QuotablePassage } from '../../src/core/run/lock.ts';

/** The guide of a template's own strict order. */
export function ownGuide({
  template: { thoughtOpen, thoughtClose, answerOpen, answerClose, answerSeparator },
  count,
  opensThought,
  ...rest
}: {
  template: PromptTemplate;
  count: number;
  opensThought: boolean;
  thoughtTokens: number;
  evidence?: readonly (string | QuotablePassage)[];
  prior?: readonly number[];
  wantsSkip?: () => boolean;
  pause?: PauseWhen;
}): ThinkingGuide {
  return createOutputGuide({
    tags: { open: thoughtOpen, close: thoughtClose },
    answer: createAnswerAutomaton({
      shape: {
        type: 'order',
        open: answerOpen,
        close: answerClose,
        label: { before: '[', after: ']', numerals: 'numbers' },
        separator: answerSeparator,
        tie: null,
      },
      count,
    }),
    begins: opensThought ? 'thought' : 'before',
    ...rest,
  });
}
