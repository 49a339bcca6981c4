import type { JSX } from 'react';
import type { Configuration } from '../../../core/experiment/experiment.ts';
import { compareWords } from '../../words/compare-catalogue.ts';
import { methodWords } from '../../words/method-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { configurationFacts } from './configuration-facts.ts';

interface ConfigurationListProps {
  readonly configurations: readonly Configuration[];
  readonly onChange: (configurations: readonly Configuration[]) => void;
}

/** The configurations of a draft: named, put in order of adding, removed. */
export function ConfigurationList({ configurations, onChange }: ConfigurationListProps): JSX.Element {
  const words = useWords(compareWords);
  const methods = useWords(methodWords);
  if (configurations.length === 0) return <p className="hint">{words.noConfigurations}</p>;
  return (
    <ol className="lab-configurations">
      {configurations.map((configuration, place) => (
        <li key={configuration.id}>
          <span className="lab-dot" data-series={place} aria-hidden="true" />
          <div className="lab-configuration">
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
