import { useId } from 'react';
import type { JSX } from 'react';
import { presetWords } from '../../words/preset-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import type { EditorFieldProps } from './editor-field-props.ts';
import { FieldProblems } from './field-problems.tsx';

/** A number of a preset, as typed: one that is none is kept as it was until it is one. */
export function PlainNumberField({ name, field, value, problems, onChange }: EditorFieldProps<number>): JSX.Element {
  const id = useId();
  const words = useWords(presetWords);
  const bad = problems.some((problem) => problem.field === field);
  return (
    <div className="field number-field">
      <label htmlFor={id}>{words.fields[name]}</label>
      <input
        id={id}
        type="number"
        step="any"
        defaultValue={value}
        aria-invalid={bad}
        aria-describedby={bad ? `${id}-bad` : undefined}
        onChange={({ target }) => {
          if (Number.isFinite(target.valueAsNumber)) onChange(target.valueAsNumber);
        }}
        onBlur={({ target }) => {
          target.value = String(value);
        }}
      />
      <FieldProblems id={`${id}-bad`} field={field} problems={problems} />
    </div>
  );
}
