import type { JSX } from 'react';
import { presetWords } from '../../words/preset-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import type { EditorFieldProps } from './editor-field-props.ts';
import { FieldProblems } from './field-problems.tsx';

/** On or off. */
export function SwitchField({ name, field, value, problems, onChange }: EditorFieldProps<boolean>): JSX.Element {
  const words = useWords(presetWords);
  return (
    <div className="field">
      <label className="choice">
        <input type="checkbox" checked={value} onChange={({ target }) => onChange(target.checked)} /> {words.fields[name]}
      </label>
      <FieldProblems field={field} problems={problems} />
    </div>
  );
}
