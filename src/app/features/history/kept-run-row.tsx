import type { JSX } from 'react';
import type { AppAction } from '../../page/state.ts';
import { useWords } from '../../words/index.ts';
import type { HistoryActions } from './controller.ts';
import { KeptRow } from './kept-row.tsx';
import type { KeptRun } from './slice.ts';

interface KeptRunRowProps {
  readonly kept: KeptRun;
  readonly chosen: boolean;
  /** A run is going on: none can be opened in its place. */
  readonly busy: boolean;
  readonly actions: HistoryActions;
  readonly dispatch: (action: AppAction) => void;
}

/** One kept run, with a box that chooses it for a comparison. */
export function KeptRunRow({ kept, chosen, busy, actions, dispatch }: KeptRunRowProps): JSX.Element {
  const words = useWords().history;
  const { passages, bytes } = useWords().format;
  return (
    <KeptRow
      name={kept.name}
      before={
        <input
          type="checkbox"
          checked={chosen}
          aria-label={words.choose(kept.name)}
          onChange={({ target }) => dispatch({ type: 'history-choose', id: kept.id, chosen: target.checked })}
        />
      }
      facts={
        <>
          {words.when(kept.savedAt)} · {passages(kept.passages)} · <bdi>{kept.modelId}</bdi> · {words.outcomes[kept.outcome]} ·{' '}
          {bytes(kept.bytes)}
        </>
      }
      opening={{
        label: words.open(kept.name),
        barred: busy,
        onOpen: () => void actions.reopen(kept.id),
        nameLabel: words.name,
        onRename: (name) => void actions.rename(kept.id, name),
      }}
      onRemove={() => void actions.remove(kept.id)}
    />
  );
}
