import { useId } from 'react';
import type { JSX } from 'react';
import type { RunSettings } from '../../../core/log/event.ts';
import { SETTINGS } from '../../../core/run/settings.ts';
import { SettingField } from '../run/setting-field.tsx';
import { useWords } from '../../words/index.ts';

interface ReadingChoiceProps {
  readonly settings: RunSettings;
  readonly locked: boolean;
  readonly onChange: (change: Partial<RunSettings>) => void;
}

/** How passages are read for a score of each, and what that score weighs. For prompts that have one. */
export function ReadingChoice({ settings, locked, onChange }: ReadingChoiceProps): JSX.Element {
  const name = useId();
  const { reading: words } = useWords().settings.choices;
  return (
    <>
      <fieldset className="field answer-modes" disabled={locked}>
        <legend>{words.label}</legend>
        {SETTINGS.reading.among.map((one) => (
          <label className="choice" key={one}>
            <input type="radio" name={name} checked={settings.reading === one} onChange={() => onChange({ reading: one })} />
            <span>
              {words.words[one].name} <span className="hint">{words.words[one].hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {settings.reading !== 'off' && (
        <SettingField name="readingWeight" settings={settings} locked={locked} onChange={onChange} />
      )}
    </>
  );
}
