import { useId, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { useWords } from '../words/index.ts';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What the arrow keys add; any number within bounds may then be typed. Without it: whole numbers only. */
  readonly step?: number;
  readonly disabled: boolean;
  readonly hint: ReactNode;
  readonly onChange: (value: number) => void;
}

/** A number within bounds. What is typed stays as typed; only a fit number is passed on, and an unfit one is named. */
export function NumberField({ label, value, min, max, step, disabled, hint, onChange }: NumberFieldProps): JSX.Element {
  const ids = useId();
  const words = useWords().settings;
  /** null when nobody is typing: then the field follows the value. */
  const [typing, setTyping] = useState<string | null>(null);
  /** True after something was left in the field that does not fit: why it is gone is said until something is typed again. */
  const [refused, setRefused] = useState(false);
  const text = typing ?? String(value);
  const form = step === undefined ? /^\d+$/u : /\d/u;
  const fit = (typed: string): boolean => form.test(typed.trim()) && Number(typed) >= min && Number(typed) <= max;
  return (
    <div className="field number-field">
      <label htmlFor={ids}>{label}</label>
      <input
        id={ids}
        {...(step === undefined ? { inputMode: 'numeric' } : { type: 'number', min, max, step })}
        value={text}
        disabled={disabled}
        aria-invalid={!fit(text)}
        aria-describedby={`${ids}-hint`}
        onChange={(event) => {
          setTyping(event.target.value);
          setRefused(false);
          if (fit(event.target.value)) onChange(Number(event.target.value));
        }}
        onBlur={() => {
          if (typing !== null) setRefused(!fit(typing));
          setTyping(null);
        }}
      />
      <p className={fit(text) && !refused ? 'hint' : 'hint hint-bad'} id={`${ids}-hint`}>
        {fit(text) && !refused ? hint : words.unfit({ whole: step === undefined, min, max, kept: value })}
      </p>
    </div>
  );
}
