import type { JSX } from 'react';
import type { RunSettings } from '../../../core/log/event.ts';
import { SETTINGS } from '../../../core/run/settings.ts';
import type { NumberSettingName } from '../../../core/run/settings.ts';
import { NumberField } from '../../design/number-field.tsx';
import { useWords } from '../../words/index.ts';

interface SettingFieldProps {
  readonly name: NumberSettingName;
  readonly settings: RunSettings;
  readonly locked: boolean;
  /** Stands instead of the setting's own hint. */
  readonly hint?: string;
  readonly onChange: (change: Partial<RunSettings>) => void;
}

/** The field of one setting: range and step from the settings' table, label and hint from the words. Nothing where the panel offers none. */
export function SettingField({ name, settings, locked, hint, onChange }: SettingFieldProps): JSX.Element | null {
  const words = useWords().settings.fields[name];
  const { panel, most } = SETTINGS[name];
  if (panel === null) return null;
  const offered = settings.method === undefined ? panel.most : (panel.mostPublished ?? panel.most);
  return (
    <NumberField
      label={words.label}
      value={settings[name]}
      min={panel.least}
      max={typeof most === 'number' ? offered : settings[most]}
      {...(panel.step === undefined ? {} : { step: panel.step })}
      disabled={locked}
      hint={hint ?? (typeof words.hint === 'string' ? words.hint : words.hint(null))}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}
