import type { JSX } from 'react';
import type { AppState } from '../../page/state.ts';
import { usePage } from '../../page/use-page.ts';
import { useToldWords } from '../../words/told.ts';
import { KeptHere } from './kept-here.tsx';

const selectKept = ({ offline }: AppState): AppState['offline']['kept'] => offline.kept;

/** Whether the page opens without a network, and what is kept in this browser. */
export function OfflineNote(): JSX.Element {
  const words = useToldWords().offline;
  const kept = usePage(selectKept);
  return (
    <>
      {kept !== 'off' && <p data-offline={kept}>{words.kept[kept]}</p>}
      <KeptHere />
    </>
  );
}

interface UpdateNoticeProps {
  readonly onUpdate: () => void;
}

/** Offers a newer version of the page, when nothing is going on that it would end. */
export function UpdateNotice({ onUpdate }: UpdateNoticeProps): JSX.Element {
  const words = useToldWords().offline;
  return (
    <p className="notice" role="status">
      {words.update}{' '}
      <button type="button" className="link" onClick={onUpdate}>
        {words.takeUpdate}
      </button>
    </p>
  );
}
