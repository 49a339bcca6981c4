import type { JSX } from 'react';
import type { DocumentFrame } from '../../shell/frame.ts';
import type { EnginePanelProps } from '../../shell/engine-panel.tsx';
import { useNetworkPart, useReachPart } from '../../shell/header.tsx';
import { HeaderFold } from '../../shell/header-fold.tsx';
import { useWords } from '../../words/index.ts';
import { FoundFacts } from './found-facts.tsx';
import { ServerLine } from './server-line.tsx';
import { programOf } from './setup.ts';
import { connectWords, useConnectWords } from './words.ts';
import './connect.css';

/** The header's fold: which model runs, on what. */
function EnginePanel({ state }: Pick<EnginePanelProps, 'state'>): JSX.Element {
  const { header, firstStage } = useWords();
  const { frame, form, found } = useConnectWords();
  const { model, phase } = state;
  const server = model?.server;
  const standing = model !== null ? 'on' : phase.type === 'loading' ? 'warming' : phase.type === 'failed' ? 'broken' : 'off';
  return (
    <HeaderFold
      summary={
        <>
          <span className={`lamp lamp-${standing}`} aria-hidden="true" />
          {model === null
            ? phase.type === 'loading'
              ? form.asking
              : frame.notConnected
            : header.model({ title: model.identity.id, standing: 'ready' })}
          {server !== undefined && (
            <span className="fact-soft">
              {frame.on({ host: new URL(server.origin).host, program: programOf(server, found.otherProgram) })}
            </span>
          )}
        </>
      }
    >
      {model !== null && <FoundFacts model={model} />}
      <dl className="facts">
        <dt>{header.facts.instantOrder}</dt>
        <dd>{firstStage.encoderFact(state.firstStage.encoder)}</dd>
      </dl>
    </HeaderFold>
  );
}

/** What leaves the machine here, and where the page is that sends nothing. */
function PrivacyNote(): JSX.Element {
  const { frame } = useConnectWords();
  const { privacyRuns } = useWords().header;
  const [sent, kept] = frame.privacyMore;
  const reach = useReachPart();
  const network = useNetworkPart();
  return (
    <HeaderFold
      summary={
        <>
          <span className="lock lock-open" aria-hidden="true" />
          {frame.privacy}
          {reach !== null && <reach.ReachMark />}
          {network !== null && <network.RequestMark />}
        </>
      }
    >
      <p>{sent}</p>
      {reach !== null && <reach.ReachNote />}
      {network !== null && <network.RequestList />}
      <p>{kept}</p>
      <p>{privacyRuns}</p>
      <p>
        <a className="link" href="./index.html">
          {frame.sealed}
        </a>
      </p>
    </HeaderFold>
  );
}

/** The frame of connected.html: the same page with a server in the place of the graphics processor. */
export const CONNECTED_FRAME: DocumentFrame = {
  EnginePanel,
  PrivacyNote,
  UnderHeader: ServerLine,
  steps(words) {
    const { how, connectFirst } = connectWords(words).frame;
    return { how, loadFirst: connectFirst };
  },
};
