import type { JSX } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../words/index.ts';

/** The page's keys, as help shows them. */
const SHORTCUTS = [
  { use: 'query', keys: ['/'] },
  { use: 'rank', keys: ['r', 'Ctrl+Enter'] },
  { use: 'stop', keys: ['Esc'] },
  { use: 'nextRow', keys: ['j'] },
  { use: 'previousRow', keys: ['k'] },
  { use: 'trace', keys: ['t'] },
  { use: 'windows', keys: ['[', ']'] },
  { use: 'help', keys: ['?'] },
] as const;

interface HelpDialogProps {
  readonly open: boolean;
  readonly shortcuts: boolean;
  readonly onShortcuts: (shortcuts: boolean) => void;
  readonly onClose: () => void;
}

/** The keys and what they do, with the switch that turns them off. */
export function HelpDialog({ open, shortcuts, onShortcuts, onClose }: HelpDialogProps): JSX.Element {
  const words = useWords().shell;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="help-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{words.shortcuts}</h2>
      <dl className="shortcut-list">
        {SHORTCUTS.map(({ use, keys }) => (
          <div key={use}>
            <dt dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words.shortcutUses[use]}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" checked={shortcuts} onChange={({ target }) => onShortcuts(target.checked)} /> {words.shortcutsOn}
      </label>
      <p className="hint">{words.shortcutsNote}</p>
      <p>
        <button type="button" className="button" onClick={onClose}>
          {words.close}
        </button>
      </p>
    </dialog>
  );
}
