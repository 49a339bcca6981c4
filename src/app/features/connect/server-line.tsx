import { use, useId, useState } from 'react';
import type { JSX } from 'react';
import type { AppActions } from '../../page/actions.ts';
import type { StillState } from '../../page/select.ts';
import { ConnectPanel } from './connect-panel.tsx';
import { ConnectContext, programOf } from './setup.ts';
import { useSilent } from './silence.ts';
import { useConnectWords } from './words.ts';

interface ServerLineProps {
  readonly state: StillState;
  readonly actions: AppActions;
}

/** Where texts go, on every view and however far it is scrolled; under it the form, open until a server is connected. */
export function ServerLine({ state, actions }: ServerLineProps): JSX.Element {
  const { line: words, found } = useConnectWords();
  const setup = use(ConnectContext);
  const id = useId();
  // After "Connect" had the page loaded anew, what is found is shown.
  const [asked, setAsked] = useState(setup?.form.connect === true);
  const silent = useSilent(setup?.silence);
  const running = state.phase.type === 'running';
  const server = state.model?.server;
  // Whoever ranks has seen what was found.
  if (running && asked) setAsked(false);
  const open = !running && (state.model === null || asked);
  const said =
    server !== undefined
      ? words.connected({ server: server.origin, program: programOf(server, found.otherProgram) })
      : setup?.server == null
        ? words.none
        : words.chosen(setup.server.origin);
  return (
    <>
      <aside className="server-line" aria-label={words.label} data-connected={server !== undefined}>
        <p title={said}>{said}</p>
        {state.model !== null && (
          <button
            type="button"
            className="button button-quiet"
            aria-expanded={open}
            aria-controls={id}
            disabled={running}
            onClick={() => setAsked(!open)}
          >
            {words.panel}
          </button>
        )}
      </aside>
      {silent && state.phase.type !== 'loading' && (
        <p className="server-silent" role="status">
          {words.silent}
        </p>
      )}
      <div id={id} hidden={!open} className="server-place">
        {setup !== null && <ConnectPanel state={state} actions={actions} setup={setup} onConnect={() => setAsked(true)} />}
      </div>
    </>
  );
}
