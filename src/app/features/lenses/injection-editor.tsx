import { useId } from 'react';
import type { JSX } from 'react';
import type { InjectionEdit } from './lens-view.ts';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import type { OfferedInjection } from './injection-texts.ts';

/** One injection text: whether it is run, where it stands, what it says. */
export function InjectionEditor({
  injection: { id, text, where, chosen, edited },
  onEdit,
}: {
  readonly injection: OfferedInjection;
  readonly onEdit: (change: InjectionEdit) => void;
}): JSX.Element {
  const words = useWords(lensFindingsWords);
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
