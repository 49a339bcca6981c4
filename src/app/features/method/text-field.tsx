import { useId } from 'react';
import type { JSX } from 'react';
import { presetWords } from '../../words/preset-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import type { EditorFieldProps } from './editor-field-props.ts';
import { FieldProblems } from './field-problems.tsx';

/** Where white space counts, what stands there is also shown as it would be written in code. */
function isInvisible(value: string): boolean {
  return value !== value.trim() || value.includes('\n');
}

/** A text of a preset. `rows` 1: a short one, in which white space counts and is shown. */
export function TextField({
  name,
  field,
  value,
  problems,
  onChange,
  rows = 1,
}: EditorFieldProps<string> & { readonly rows?: number }): JSX.Element {
  const id = useId();
  const words = useWords(presetWords);
  const bad = problems.some((problem) => problem.field === field);
  return (
    <div className="field">
      <label htmlFor={id}>{words.fields[name]}</label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        dir="auto"
        spellCheck={false}
        aria-invalid={bad}
        aria-describedby={bad ? `${id}-bad` : undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      {rows === 1 && isInvisible(value) && (
        <p className="hint">
          {words.asText} <code dir="ltr">{JSON.stringify(value)}</code>
        </p>
      )}
      <FieldProblems id={`${id}-bad`} field={field} problems={problems} />
    </div>
  );
}
