import type { JSX } from 'react';
import { ANSWER_MODES } from '../../protocol/answer-mode.ts';
import type { AnswerMode } from '../../protocol/answer-mode.ts';
import type { RunSettings } from '../../protocol/run-event.ts';
import { roughly } from '../words/format-words.ts';
import { NumberField } from './number-field.tsx';

const MODE_WORDS: Readonly<Record<AnswerMode, { readonly name: string; readonly hint: string }>> = {
  locked: { name: 'Locked', hint: 'only a whole order, and quotes are copied from the passage they cite' },
  constrained: { name: 'Constrained', hint: 'only a whole order; quotes may be made up, and are checked' },
  free: { name: 'Free', hint: 'the model’s own text, read and repaired' },
};

/** Most trust offered here: more leaves the model no say. */
const MOST_TRUST = 4;

interface SettingsPanelProps {
  readonly settings: RunSettings;
  /** True when something differs from the model's defaults. */
  readonly changed: boolean;
  readonly locked: boolean;
  /** Tokens per second of the last window, to say what a budget costs here. */
  readonly rate: number | null;
  readonly onChange: (change: Partial<RunSettings>) => void;
  readonly onReset: () => void;
}

/** How the run is done. Defaults are the loaded model's own: it was trained with them. */
export function SettingsPanel({ settings, changed, locked, rate, onChange, onReset }: SettingsPanelProps): JSX.Element {
  const seconds = rate === null ? '' : `, ${roughly((settings.thoughtTokens * 1000) / rate)} on this machine`;
  return (
    <details className="fold settings" id="settings">
      <summary>Settings{changed && <span className="changed"> changed</span>}</summary>
      <div className="fold-body settings-body">
        <NumberField
          label="Window"
          value={settings.windowSize}
          min={2}
          max={20}
          disabled={locked}
          hint="passages the model sees at once; longer lists are read from the end to the front"
          onChange={(windowSize) => onChange({ windowSize })}
        />
        <NumberField
          label="Stride"
          value={settings.windowStride}
          min={1}
          max={settings.windowSize}
          disabled={locked}
          hint="places each next window moves forward"
          onChange={(windowStride) => onChange({ windowStride })}
        />
        <NumberField
          label="Thought budget"
          value={settings.thoughtTokens}
          min={0}
          max={2048}
          disabled={locked}
          hint={`tokens per window at most${seconds}; 0 answers at once`}
          onChange={(thoughtTokens) => onChange({ thoughtTokens })}
        />
        <NumberField
          label="Words per passage"
          value={settings.passageWords}
          min={4}
          max={400}
          disabled={locked}
          hint="the part nearest the query is kept of longer ones"
          onChange={(passageWords) => onChange({ passageWords })}
        />
        <NumberField
          label="Trust in the first stage"
          value={settings.priorWeight}
          min={0}
          max={MOST_TRUST}
          step={0.25}
          disabled={locked}
          hint="how strongly its scores pull where the model is unsure; 0 leaves the order to the model, a free answer never feels it"
          onChange={(priorWeight) => onChange({ priorWeight })}
        />
        <fieldset className="field" disabled={locked}>
          <legend>Answer</legend>
          {ANSWER_MODES.map((mode) => (
            <label className="choice" key={mode}>
              <input
                type="radio"
                name="answer-mode"
                checked={settings.answerMode === mode}
                onChange={() => onChange({ answerMode: mode })}
              />
              <span>
                {MODE_WORDS[mode].name} <span className="hint">{MODE_WORDS[mode].hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {changed && (
          <button type="button" className="button button-quiet" disabled={locked} onClick={onReset}>
            Back to the model’s defaults
          </button>
        )}
      </div>
    </details>
  );
}
