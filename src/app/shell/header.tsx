import { use } from 'react';
import type { JSX } from 'react';
import type { StillState } from '../page/select.ts';
import { useWords } from '../words/index.ts';
import type { Language } from '../words/index.ts';
import { EnginePanel } from './engine-panel.tsx';
import type { ModelChoice } from './model-choice.tsx';
import { FrameContext } from './frame.ts';
import { HeaderFold } from './header-fold.tsx';
import { LanguageChoice } from './language-choice.tsx';
import type { PageView } from './slice.ts';
import type { EngineWanted } from '../../engines/engine-client.ts';
import { usePageIsWhole } from '../page/part.tsx';
import { PARTS } from '../page/parts.ts';
import { useNow } from '../page/use-page.ts';

/** Says what the page's policy holds, once its code is here: nobody waits for it. */
export function useReachPart(): typeof PARTS.reach.here {
  return useNow(PARTS.reach.subscribe, () => PARTS.reach.here);
}

/** Counts the page's requests, once its code is here. */
export function useNetworkPart(): typeof PARTS.network.here {
  return useNow(PARTS.network.subscribe, () => PARTS.network.here);
}

/** The privacy line, with the truth of it one click away. */
function PrivacyNote(): JSX.Element {
  const { privacy, privacyMore, privacyRuns, elsewhere, otherModels, withServer } = useWords().header;
  const parts = useWords().parts;
  const whole = usePageIsWhole();
  const [truth, kept] = privacyMore;
  const reach = useReachPart();
  const network = useNetworkPart();
  const offline = useNow(PARTS.offline.subscribe, () => PARTS.offline.here);
  return (
    <HeaderFold
      summary={
        <>
          <span className="lock" aria-hidden="true" />
          {privacy}
          {reach !== null && <reach.ReachMark />}
          {network !== null && <network.RequestMark />}
        </>
      }
    >
      <p>{truth}</p>
      {reach !== null && <reach.ReachNote />}
      {network !== null && <network.RequestList />}
      <p>{kept}</p>
      <p>{privacyRuns}</p>
      <p>
        {elsewhere}{' '}
        <a className="link" href="models.html">
          {otherModels}
        </a>{' '}
        ·{' '}
        <a className="link" href="connected.html">
          {withServer}
        </a>
      </p>
      <p data-whole={whole}>{whole ? parts.whole : parts.coming}</p>
      {offline !== null && <offline.OfflineNote />}
    </HeaderFold>
  );
}

const VIEWS: readonly PageView[] = ['workbench', 'compare', 'lenses', 'lessons', 'gallery'];

/** The page's views. A choice that leaves everything as it is: nothing that runs is ended by it. */
function ViewSwitch({ view, onChoose }: { readonly view: PageView; readonly onChoose: (view: PageView) => void }): JSX.Element {
  const words = useWords().views;
  return (
    <nav className="view-switch" aria-label={words.label}>
      {VIEWS.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={name === view ? 'page' : undefined}
          title={words.about[name]}
          onClick={() => onChoose(name)}
        >
          {words.names[name]}
        </button>
      ))}
    </nav>
  );
}

interface HeaderBarProps {
  readonly state: StillState;
  readonly models: readonly ModelChoice[];
  readonly onLoad: () => void;
  readonly onChooseModel: (modelId: string) => void;
  readonly onChooseEngine: (wanted: EngineWanted) => void;
  readonly onLanguage: (language: Language) => void;
  readonly onHelp: () => void;
  readonly onView: (view: PageView) => void;
}

/** Name of the thing, what runs it, and what leaves the machine (nothing). */
export function HeaderBar(props: HeaderBarProps): JSX.Element {
  const { tagline } = useWords().header;
  const frame = use(FrameContext);
  const { help } = useWords().shell;
  return (
    <header className="header">
      <div className="brand">
        <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
          <rect className="pane-1" x="3" y="4" width="19" height="9" rx="2.5" />
          <rect className="pane-2" x="6.5" y="11.5" width="19" height="9" rx="2.5" />
          <rect className="pane-3" x="10" y="19" width="19" height="9" rx="2.5" />
        </svg>
        <h1>Glassrank</h1>
        <p className="tagline">{tagline}</p>
      </div>
      <ViewSwitch view={props.state.view} onChoose={props.onView} />
      <div className="header-facts">
        {frame === null ? <EnginePanel {...props} /> : <frame.EnginePanel {...props} />}
        {frame === null ? <PrivacyNote /> : <frame.PrivacyNote />}
        <button type="button" className="link" onClick={props.onHelp}>
          {help}
        </button>
        <LanguageChoice language={props.state.preferences.language} onChoose={props.onLanguage} />
      </div>
    </header>
  );
}
