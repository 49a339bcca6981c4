import type { JSX } from 'react';
import { useId } from 'react';
import type { PresetProblem } from '../../../core/preset/problem.ts';
import { usePresetWords } from './words.ts';
import type { PresetWords } from './words.ts';

/** What every field of the editor has. */
interface EditorFieldProps<T> {
  readonly name: keyof PresetWords['preset']['fields'];
  /** Path in the preset, as its problems name it. */
  readonly field: string;
  readonly value: T;
  readonly problems: readonly PresetProblem[];
  readonly onChange: (value: T) => void;
}

/** What is wrong with a field, beside it. */
export function FieldProblems({
  id,
  field,
  problems,
}: {
  readonly id?: string;
  readonly field: string;
  readonly problems: readonly PresetProblem[];
}): JSX.Element | null {
  const words = usePresetWords().presetFaults;
  const own = problems.filter(({ path }) => path === field).map(words.problem);
  if (own.length === 0) return null;
  return (
    <div {...(id === undefined ? {} : { id })}>
      {own.map((told) => (
        <p key={told} className="hint hint-bad">
          {told}
        </p>
      ))}
    </div>
  );
}

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
  const words = usePresetWords().preset;
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

/** A number of a preset, as typed: one that is none is kept as it was until it is one. */
export function PlainNumberField({ name, field, value, problems, onChange }: EditorFieldProps<number>): JSX.Element {
  const id = useId();
  const words = usePresetWords().preset;
  const bad = problems.some(({ path }) => path === field);
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

/** On or off. */
export function SwitchField({ name, field, value, problems, onChange }: EditorFieldProps<boolean>): JSX.Element {
  const words = usePresetWords().preset;
  return (
    <div className="field">
      <label className="choice">
        <input type="checkbox" checked={value} onChange={({ target }) => onChange(target.checked)} /> {words.fields[name]}
      </label>
      <FieldProblems field={field} problems={problems} />
    </div>
  );
}

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
  const words = usePresetWords().preset;
  const bad = problems.some(({ path }) => path === field);
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
