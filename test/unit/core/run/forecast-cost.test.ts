import { describe, expect, it } from 'vitest';
import { selectCost } from '../../../../src/core/read/forecast.ts';
import { PRESETS } from '../../../../src/core/preset/built-in.ts';
import type { GenerationInput } from '../../../../src/core/run/text-model.ts';
import { methodFor, methodLog, viewOfLog } from '../../../support/method-log.ts';

const BY_WORD = PRESETS.filter(({ answer }) => answer.type === 'word' || answer.type === 'grade').map(({ id }) => id);
const believe = (): readonly number[] => [-1, -2];

/** A thought of so many words, a token each, that closes itself; nothing for a prompt without thoughts. */
const thought =
  (words: number) =>
  (_: number, { form }: Pick<GenerationInput, 'form'>): readonly string[] => {
    if (form?.thinks !== true) return [];
    const said = [...Array.from({ length: words }, (__, word) => ` w${word % 100}`), '.'];
    return [...(form.begins === 'before' ? [form.tags.open] : []), ...said, form.tags.close];
  };

describe('what a yes or no costs that is asked for behind a thought', () => {
  it.each(BY_WORD.flatMap((id) => [0, 3, 40, 400].map((words) => [id, words] as const)))(
    '%s with %i words of thought: the second reading of prompt and thought is within the forecast',
    async (id, words) => {
      const settings = { thoughtTokens: 120, answerMode: 'constrained' as const };
      const log = await methodLog({ count: 3, method: methodFor(id), settings, says: thought(words), believe });
      const view = viewOfLog(log);
      expect(view.outcome).toEqual({ type: 'complete' });
      expect(selectCost(view)?.map(({ name, verdict }) => [name, verdict])).toEqual([
        ['calls', 'within'],
        ['promptTokens', 'within'],
        ['outputTokens', 'within'],
      ]);
    },
  );
});
