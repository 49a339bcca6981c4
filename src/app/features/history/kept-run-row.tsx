import type { AppAction } from '../../page/state.ts';
import { useId, useState } from 'react';
import type { JSX } from 'react';
import type { KeptRun } from './slice.ts';
import type { HistoryActions } from './controller.ts';
import { useWords } from '../../words/index.ts';

interface KeptRunRowProps {
  readonly kept: KeptRun;
  readonly chosen: boolean;
  /** A run is going on: none can be opened in its place. */
  readonly busy: boolean;
  readonly actions: HistoryActions;
  readonly dispatch: (action: AppAction) => void;
}

/** One kept run. */
export function KeptRunRow({ kept, chosen, busy, actions, dispatch }: KeptRunRowProps): JSX.Element {
  const words = useWords().history;
  const { passages, bytes } = useWords().format;
  const id = useId();
  const [name, setName] = useState<string | null>(null);
  return (
    <li className="kept-run">
      <input
        type="checkbox"
        checked={chosen}
        aria-label={words.choose(kept.name)}
        onChange={({ target }) => dispatch({ type: 'history-choose', id: kept.id, chosen: target.checked })}
      />
      <div className="kept-words">
        {name === null ? (
          <button
            type="button"
            className="link kept-name"
            dir="auto"
            disabled={busy}
            aria-label={words.open(kept.name)}
            onClick={() => void actions.reopen(kept.id)}
          >
            {kept.name}
          </button>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') void actions.rename(kept.id, name.trim());
              setName(null);
            }}
          >
            <label htmlFor={id} className="visually-hidden">
              {words.name}
            </label>
            <input id={id} dir="auto" value={name} onChange={({ target }) => setName(target.value)} />{' '}
            <button type="submit" className="button button-quiet">
              {words.saveName}
            </button>{' '}
            <button type="button" className="button button-quiet" onClick={() => setName(null)}>
              {words.leaveName}
            </button>
          </form>
        )}
        <span className="hint">
          {words.when(kept.savedAt)} · {passages(kept.passages)} · <bdi>{kept.modelId}</bdi> · {words.outcomes[kept.outcome]} ·{' '}
          {bytes(kept.bytes)}
        </span>
      </div>
      <div className="kept-tools">
        {name === null && (
          <button type="button" className="link" onClick={() => setName(kept.name)}>
            {words.rename}
          </button>
        )}
        <button type="button" className="link" onClick={() => void actions.remove(kept.id)}>
          {words.remove}
        </button>
      </div>
    </li>
  );
}
