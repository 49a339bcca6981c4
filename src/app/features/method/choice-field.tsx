import { useId } from 'react';
import type { JSX } from 'react';
import { presetWords } from '../../words/preset-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import type { EditorFieldProps } from './editor-field-props.ts';
import { FieldProblems } from './field-problems.tsx';

/** One of a few. */
export function ChoiceField<T extends string>({
  name,
  field,
  value,
  problems,
  onChange,
  choices,
}: EditorFieldProps<T> & { readonly choices: Readonly<Record<T, string>> }): JSX.Element {
  const id = useId();
  const words = useWords(presetWords);
  const all = Object.keys(choices) as T[];
  return (
    <div className="field">
      <label htmlFor={id}>{words.fields[name]}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          const chosen = all.find((one) => one === target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {all.map((one) => (
          <option key={one} value={one}>
            {choices[one]}
          </option>
        ))}
      </select>
      <FieldProblems field={field} problems={problems} />
    </div>
  );
}
