import { useState } from 'react';
import type { JSX } from 'react';
import { RecoveryNotice } from '../features/recovery/recovery-notice.tsx';
import { replacedIn } from '../features/run/load.ts';
import type { LoadView } from '../features/run/load.ts';
import type { AppActions } from '../page/actions.ts';
import type { StillState } from '../page/select.ts';
import type { AppAction } from '../page/state.ts';
import { useWords } from '../words/index.ts';
import { useStageWords } from '../words/stage.ts';
import type { ModelChoice } from './model-choice.tsx';

interface LateNoticesProps {
  readonly state: StillState;
  readonly models: readonly ModelChoice[];
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
  readonly onRank: () => void;
}

/** What is seldom said above the views: what would be lost or was broken off, what waits for a word, what was mended. */
export function LateNotices({ state, models, actions, dispatch, onRank }: LateNoticesProps): JSX.Element {
  return (
    <>
      <KeepingNotices state={state} onSaveTyped={actions.rescue.saveTyped} />
      <RecoveryNotice models={models} actions={actions} dispatch={dispatch} onRank={onRank} />
      {state.link !== null && (
        <LinkNotice
          running={state.phase.type === 'running'}
          onOpen={() => void actions.open.openShareLink(state.link ?? '', true)}
          onLeave={() => void actions.open.leaveShareLink()}
        />
      )}
      <ReplacedNotice load={state.lastLoad} encoder={state.firstStage.replacedFiles} />
    </>
  );
}

interface KeepingNoticesProps {
  readonly state: Pick<StillState, 'kept'>;
  readonly onSaveTyped: () => void;
}

/** What a reload would lose, because there is no room for it. */
function KeepingNotices({ state: { kept }, onSaveTyped }: KeepingNoticesProps): JSX.Element {
  const { broken } = useWords();
  const words = useStageWords().keeping;
  return (
    <>
      {!kept.draft && (
        <p className="notice" role="alert">
          {words.draft}{' '}
          <button type="button" className="link" onClick={onSaveTyped}>
            {broken.saveTyped}
          </button>
        </p>
      )}
      {!kept.experiment && (
        <p className="notice" role="alert">
          {words.experiment}
        </p>
      )}
      {!kept.choices && (
        <p className="notice" role="status">
          {words.choices}
        </p>
      )}
    </>
  );
}

interface LinkNoticeProps {
  readonly running: boolean;
  readonly onOpen: () => void;
  readonly onLeave: () => void;
}

/** A shared link that would replace what is here waits for a word. */
function LinkNotice({ running, onOpen, onLeave }: LinkNoticeProps): JSX.Element {
  const words = useStageWords().keeping;
  return (
    <div className="notice" role="status">
      <p>{running ? words.linkRunning : words.link}</p>
      <div className="notice-tools">
        {!running && (
          <button type="button" className="button button-rank" onClick={onOpen}>
            {words.openLink}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={onLeave}>
          {words.leaveLink}
        </button>
      </div>
    </div>
  );
}

/** Files that were damaged in the browser's cache were fetched anew. */
function ReplacedNotice({ load, encoder }: { readonly load: LoadView | null; readonly encoder: number }): JSX.Element | null {
  const { notices, format } = useWords();
  const words = useStageWords().keeping;
  const [seen, setSeen] = useState<LoadView | null | undefined>(undefined);
  const count = (load === null ? 0 : replacedIn(load)) + encoder;
  if (count === 0 || seen === load) return null;
  return (
    <p className="notice" role="status">
      {words.replaced(format.files(count))}{' '}
      <button type="button" className="link" onClick={() => setSeen(load)}>
        {notices.dismiss}
      </button>
    </p>
  );
}
