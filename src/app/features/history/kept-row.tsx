import { useEffect, useId, useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../../words/index.ts';

/** What can be done with something kept that this version can open. */
interface KeptOpening {
  /** What its name does when it is pressed, said in full. */
  readonly label: string;
  /** Nothing can be opened in place of what is going on. */
  readonly barred: boolean;
  readonly onOpen: () => void;
  /** What the field of a new name is called. */
  readonly nameLabel: string;
  /** Is given a name that is not empty. */
  readonly onRename: (name: string) => void;
}

interface KeptRowProps {
  readonly name: string;
  /** One line under the name. */
  readonly facts: ReactNode;
  /** Stands before the name. */
  readonly before?: ReactNode;
  /** It is what is on screen. */
  readonly current?: boolean;
  /** Null: it can only be deleted. */
  readonly opening: KeptOpening | null;
  /** Stands before Delete. */
  readonly more?: ReactNode;
  readonly removeBarred?: boolean;
  readonly onRemove: () => void;
}

/** One thing kept in this browser, a run or an experiment: opened by its name, renamed, deleted. */
export function KeptRow({ name, facts, before, current, opening, more, removeBarred, onRemove }: KeptRowProps): JSX.Element {
  const words = useWords().history;
  /** As far as it is written; null: it is not being renamed. */
  const [newName, setNewName] = useState<string | null>(null);
  const renameButton = useRef<HTMLButtonElement>(null);
  const endRenaming = (): void => {
    // Drawn at once, so that the focus has somewhere to go back to.
    flushSync(() => setNewName(null));
    renameButton.current?.focus();
  };
  return (
    <li className="kept-run" aria-current={current || undefined}>
      {before}
      <div className="kept-words">
        {opening === null ? (
          <span className="kept-name" dir="auto">
            {name}
          </span>
        ) : newName === null ? (
          <button
            type="button"
            className="link kept-name"
            dir="auto"
            disabled={opening.barred}
            aria-label={opening.label}
            onClick={opening.onOpen}
          >
            {name}
          </button>
        ) : (
          <Renaming
            name={newName}
            label={opening.nameLabel}
            onChange={setNewName}
            onEnd={(chosen) => {
              if (chosen !== null && chosen.trim() !== '') opening.onRename(chosen.trim());
              endRenaming();
            }}
          />
        )}
        <span className="hint">{facts}</span>
      </div>
      <div className="kept-tools">
        {opening !== null && newName === null && (
          <button ref={renameButton} type="button" className="link" onClick={() => setNewName(name)}>
            {words.rename}
          </button>
        )}
        {more}
        <button type="button" className="link" disabled={removeBarred} onClick={onRemove}>
          {words.remove}
        </button>
      </div>
    </li>
  );
}

interface RenamingProps {
  readonly name: string;
  readonly label: string;
  readonly onChange: (name: string) => void;
  /** Null: the name stays as it was. */
  readonly onEnd: (name: string | null) => void;
}

function Renaming({ name, label, onChange, onEnd }: RenamingProps): JSX.Element {
  const words = useWords().history;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEnd(null);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onEnd(name);
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <input ref={field} id={id} dir="auto" value={name} onChange={({ target }) => onChange(target.value)} />{' '}
      <button type="submit" className="button button-quiet">
        {words.saveName}
      </button>{' '}
      <button type="button" className="button button-quiet" onClick={() => onEnd(null)}>
        {words.leaveName}
      </button>
    </form>
  );
}
