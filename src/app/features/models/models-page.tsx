import { use, useEffect, useMemo } from 'react';
import type { JSX } from 'react';
import { recommend } from '../../../engines/models/fit.ts';
import type { Store } from '../../page/store.ts';
import { useNow } from '../../page/use-page.ts';
import { Boundary } from '../../shell/boundary.tsx';
import { HeaderFold } from '../../shell/header-fold.tsx';
import { LanguageChoice } from '../../shell/language-choice.tsx';
import { LanguageContext, LANGUAGES, useSpoken } from '../../words/index.ts';
import { useFileDrop } from '../input/files.ts';
import { CatalogueList } from './catalogue-list.tsx';
import { MachineLine } from './machine-line.tsx';
import { OwnModel } from './own-model.tsx';
import { Recommendation } from './recommendation.tsx';
import { machineOf } from './slice.ts';
import type { ModelsAction, ModelsState } from './slice.ts';
import { StoredModels } from './stored-models.tsx';
import { ModelsContext, useModels } from './use-models.ts';
import type { ModelsPageParts } from './use-models.ts';
import { useModelWords } from './words.ts';
import '../../design/styles.ts';
import './models.css';

interface ModelsPageProps extends ModelsPageParts {
  readonly store: Store<ModelsState, ModelsAction>;
}

/** The page of models: what to use on this machine, what is in this browser, what can be fetched. */
export function ModelsPage({ store, ...parts }: ModelsPageProps): JSX.Element {
  const state = useNow(store.subscribe, store.getState);
  const language = useSpoken(state.language);
  return (
    <ModelsContext value={parts}>
      <LanguageContext value={language}>
        <ModelsView state={state} />
      </LanguageContext>
    </ModelsContext>
  );
}

/** The page as it stands in one state, in the language around it. */
export function ModelsView({ state }: { readonly state: ModelsState }): JSX.Element {
  const { page: words, recommend: said, machine } = useModelWords();
  const { actions, models } = useModels();
  const dropping = useFileDrop((files) => void actions.openFolder(files));
  const language = use(LanguageContext);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].dir;
    document.title = words.documentTitle;
  }, [language, words]);
  const found = machineOf(state);
  const recommendation = useMemo(
    () => (state.machine.type === 'asking' ? null : recommend(found, models, state.contextTokens)),
    [state.machine.type, found, models, state.contextTokens],
  );
  const shownAbove = recommendation?.type === 'catalogue' ? recommendation.fitted.variant.id : null;
  return (
    <div className="app models-page" data-dropping={dropping || undefined}>
      <header className="header">
        <div className="brand">
          <h1>
            Glassrank <span className="models-name">{words.title}</span>
          </h1>
        </div>
        <div className="header-facts">
          <HeaderFold summary={words.reach}>
            {words.reachMore.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </HeaderFold>
          <a href="./index.html">{words.back}</a>
          <LanguageChoice language={state.language} onChoose={actions.chooseLanguage} />
        </div>
      </header>
      <main className="models-main">
        <section className="panel models-recommended" aria-labelledby="models-recommended">
          <h2 id="models-recommended">{said.title}</h2>
          <Boundary of={state}>
            {recommendation === null ? <p>{machine.asking}</p> : <Recommendation state={state} said={recommendation} />}
            {state.machine.type !== 'asking' && <MachineLine state={state} said={recommendation} />}
          </Boundary>
        </section>
        <Boundary of={state.stored}>
          <StoredModels state={state} elsewhere={shownAbove} />
        </Boundary>
        <Boundary of={state.address}>
          <OwnModel state={state} />
        </Boundary>
        <Boundary of={state}>
          <CatalogueList state={state} />
        </Boundary>
      </main>
      {dropping && <p className="models-drop">{words.drop}</p>}
    </div>
  );
}
