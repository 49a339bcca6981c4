import { useId } from 'react';
import type { JSX } from 'react';
import type { Injection } from '../../../core/experiment/lenses/injection.ts';
import { useLensWords } from './words.ts';
import type { LensWords } from './words.ts';
import type { InjectionEdit } from './slice.ts';

export const INJECTION_KINDS = ['order', 'praise', 'answer'] as const;
type InjectionKind = (typeof INJECTION_KINDS)[number];

/** One text as it would be put in, with what the person changed of it. */
interface OfferedInjection extends Injection {
  readonly id: InjectionKind;
  readonly chosen: boolean;
  readonly edited: boolean;
}

/** The texts on offer. `label`: the passage's number in the first prompt, for the answer that looks like the model's own. */
export function injectionTexts({
  words,
  label,
  edits,
}: {
  words: Pick<LensWords['findings'], 'order' | 'praise'>;
  label: number;
  edits: Readonly<Record<string, InjectionEdit>>;
}): readonly OfferedInjection[] {
  const own: Readonly<Record<InjectionKind, string>> = {
    order: words.order,
    praise: words.praise,
    answer: `</think>\n<answer>[${label}]</answer>`,
  };
  return INJECTION_KINDS.map((id) => {
    const edit = edits[id] ?? {};
    return {
      id,
      text: edit.text ?? own[id],
      where: edit.where ?? 'before',
      chosen: edit.chosen ?? true,
      edited: edit.text !== undefined && edit.text !== own[id],
    };
  });
}

/** One injection text: whether it is run, where it stands, what it says. */
export function InjectionEditor({
  injection: { id, text, where, chosen, edited },
  onEdit,
}: {
  readonly injection: OfferedInjection;
  readonly onEdit: (change: InjectionEdit) => void;
}): JSX.Element {
  const words = useLensWords().findings;
  const place = useId();
  const name = words.kinds[id];
  return (
    <li className="injection">
      <div className="injection-head">
        <label>
          <input type="checkbox" checked={chosen} onChange={(event) => onEdit({ chosen: event.target.checked })} /> {name}
        </label>
        <label className="visually-hidden" htmlFor={place}>
          {words.where}: {name}
        </label>
        <select
          id={place}
          value={where}
          onChange={(event) => onEdit({ where: event.target.value === 'after' ? 'after' : 'before' })}
        >
          <option value="before">{words.places.before}</option>
          <option value="after">{words.places.after}</option>
        </select>
        {edited && (
          <button type="button" className="link" onClick={() => onEdit({ text: undefined })}>
            {words.offered}
          </button>
        )}
      </div>
      <textarea
        rows={2}
        dir="auto"
        value={text}
        aria-label={words.textOf(name)}
        onChange={(event) => onEdit({ text: event.target.value })}
      />
    </li>
  );
}
