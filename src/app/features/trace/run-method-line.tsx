import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { strategyFields } from '../../../core/strategy/index.ts';
import { useWords } from '../../words/index.ts';

/** Whose prompt a run used and which calls it made; nothing for the model's own. */
export function RunMethodLine({ run }: { readonly run: RunView }): JSX.Element | null {
  const words = useWords().method;
  const forecast = useWords().forecast;
  const { modes } = useWords().settings;
  const format = useWords().format;
  const { method, answerMode } = run.settings;
  if (method === undefined) return null;
  const { strategy, preset, scaling } = method;
  const numbers = strategyFields(strategy).map(({ field, value }) => `${words.fields[field]} ${format.number(value)}`);
  const sort = 'sort' in strategy ? [words.sorts[strategy.sort]] : [];
  const named = [words.strategies[strategy.type].name, ...sort, ...numbers].join(', ');
  const more = [
    modes[answerMode].name,
    ...(scaling.samples > 1
      ? [`${words.samples.name} ${format.number(scaling.samples)} (${words.fuseRules[scaling.fuse]})`]
      : []),
    ...(scaling.waits > 0 ? [`${words.waits.name} ${format.number(scaling.waits)}`] : []),
    ...(scaling.earlyStop === null ? [] : [words.earlyStop.name]),
    ...(scaling.instantOrder ? [words.instantOrder.name] : []),
  ];
  return (
    <p className="run-method">
      {forecast.ranWith({ prompt: preset.title, strategy: named })} {more.join(' · ')}
    </p>
  );
}
