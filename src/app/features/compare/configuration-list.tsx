import type { JSX } from 'react';
import type { Configuration } from '../../../core/experiment/plan.ts';
import { strategyFields } from '../../../core/strategy/index.ts';
import type { RunSettings } from '../../../core/log/event.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/index.ts';
import { useCompareWords } from './words.ts';
import type { CompareWords } from './words.ts';
import type { StrategySpec } from '../../../core/strategy/index.ts';

/** A configuration's settings in a few words: prompt, calls, answers, thought, samples. */
function configurationFacts(
  settings: RunSettings,
  { words, methods }: { words: CompareWords['compare']; methods: Words['method'] },
): string {
  const { method, answerMode, thoughtTokens, windowSize, windowStride, passageWords } = settings;
  const strategy: StrategySpec = method?.strategy ?? {
    type: 'sliding',
    size: windowSize,
    stride: windowStride,
    passes: 1,
  };
  const numbers = strategyFields(strategy).map(({ field, value }) => `${methods.fields[field]} ${value}`);
  const samples = method?.scaling.samples ?? 1;
  return [
    method?.preset.title ?? words.ownPrompt,
    `${methods.strategies[strategy.type].name}${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}`,
    words.modes[answerMode],
    answerMode === 'first-token' ? null : words.thought(thoughtTokens),
    method === undefined ? words.passageWords(passageWords) : null,
    samples > 1 ? words.samples(samples) : null,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

interface ConfigurationListProps {
  readonly configurations: readonly Configuration[];
  readonly onChange: (configurations: readonly Configuration[]) => void;
}

/** The configurations of a draft: named, put in order of adding, removed. */
export function ConfigurationList({ configurations, onChange }: ConfigurationListProps): JSX.Element {
  const words = useCompareWords().compare;
  const methods = useWords().method;
  if (configurations.length === 0) return <p className="hint">{words.noConfigurations}</p>;
  return (
    <ol className="compare-configurations">
      {configurations.map((configuration, place) => (
        <li key={configuration.id}>
          <span className="compare-dot" data-series={place} aria-hidden="true" />
          <div className="compare-configuration">
            <input
              dir="auto"
              aria-label={words.nameOf(place + 1)}
              value={configuration.name}
              onChange={({ target }) =>
                onChange(configurations.map((one) => (one === configuration ? { ...one, name: target.value } : one)))
              }
            />
            <p className="hint">
              <bdi>{configuration.modelId}</bdi> · {configurationFacts(configuration.settings, { words, methods })}
            </p>
          </div>
          <button
            type="button"
            className="link"
            aria-label={words.removeNamed(configuration.name)}
            onClick={() => onChange(configurations.filter((one) => one !== configuration))}
          >
            {words.remove}
          </button>
        </li>
      ))}
    </ol>
  );
}
