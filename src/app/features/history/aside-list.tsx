import type { JSX } from 'react';
import { useWords } from '../../words/index.ts';
import type { HistoryActions } from './controller.ts';
import { KeptRow } from './kept-row.tsx';
import type { SetAside } from './slice.ts';

interface AsideListProps {
  readonly aside: readonly SetAside[];
  readonly actions: Pick<HistoryActions, 'saveAside' | 'removeAside'>;
}

/** What could not be shown and was set aside: it can be saved as a file, and deleted. */
export function AsideList({ aside, actions }: AsideListProps): JSX.Element {
  const words = useWords().history;
  const { bytes } = useWords().format;
  return (
    <section aria-label={words.aside}>
      <h3>{words.aside}</h3>
      <p className="hint">{words.asideAbout}</p>
      <ul className="kept-runs">
        {aside.map(({ id, kind, name, at, size }) => (
          <KeptRow
            key={id}
            name={name === '' ? words.asideKinds[kind] : name}
            facts={
              <>
                {words.asideKinds[kind]} · {words.when(at)} · {bytes(size)}
              </>
            }
            opening={null}
            more={
              <button type="button" className="link" onClick={() => void actions.saveAside(id)}>
                {words.saveAside}
              </button>
            }
            onRemove={() => void actions.removeAside(id)}
          />
        ))}
      </ul>
    </section>
  );
}
