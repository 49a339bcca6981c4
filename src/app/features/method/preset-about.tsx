import type { JSX } from 'react';
import type { ModelIdentity, RunSettings } from '../../../core/log/event.ts';
import type { Preset } from '../../../core/preset/preset.ts';
import { isTrainedWith } from '../../../core/preset/own.ts';
import { useWords } from '../../words/index.ts';

interface PresetAboutProps {
  readonly preset: Preset;
  /** The loaded model; null: none yet, and nothing can be said of its training. */
  readonly model: Pick<ModelIdentity, 'id' | 'template'> | null;
  readonly settings: Pick<RunSettings, 'thoughtTokens' | 'temperature'>;
  readonly locked: boolean;
  readonly onChange: (change: Partial<RunSettings>) => void;
}

/** Where a prompt comes from, whom it was made for, and how its authors ran it. */
export function PresetAbout({ preset, model, settings, locked, onChange }: PresetAboutProps): JSX.Element {
  const words = useWords().method;
  const format = useWords().format;
  const { thought, sampling, models, cut, messages, fallback } = preset;
  const budget = thought === null ? settings.thoughtTokens : thought.tokens;
  const asPublished = budget === settings.thoughtTokens && sampling.temperature === settings.temperature;
  return (
    <div className="preset-about">
      {model !== null && isTrainedWith(preset, model) === 'no' && <p className="preset-warning">{words.notTrained}</p>}
      <p className="hint">
        {models.length === 0 ? words.anyInstruct : words.trainedFor(format.list(models))}{' '}
        {words.cut({ ...cut, best: cut.from === 'best' })}
      </p>
      <p className="hint">
        {thought !== null && `${words.publishedThought(thought.tokens)} `}
        {words.publishedSampling(sampling)} {(sampling.topP < 1 || sampling.topK > 0) && words.topIgnored}{' '}
        {!asPublished && (
          <button
            type="button"
            className="link"
            disabled={locked}
            onClick={() => onChange({ thoughtTokens: budget, temperature: sampling.temperature })}
          >
            {words.takePublished}
          </button>
        )}
      </p>
      <details className="fold">
        <summary>{words.showPrompt}</summary>
        <div className="fold-body prompt-sent">
          {messages.map(({ role, content, each }, place) => (
            <pre key={place} dir="auto" tabIndex={0}>
              {`${role}${each === true ? ' (×)' : ''}\n${content}`}
            </pre>
          ))}
          <p className="hint" dir="auto">
            <b>{words.source}</b>: <span lang="en">{preset.source}</span>
          </p>
          <p className="hint" dir="auto">
            <b>{words.fallback}</b>: <span lang="en">{fallback}</span>
          </p>
        </div>
      </details>
    </div>
  );
}
