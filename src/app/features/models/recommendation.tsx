import type { JSX } from 'react';
import { FIRST_STAGE } from '../../../engines/models/facts.ts';
import { memoryToHold } from '../../../engines/models/fit.ts';
import type { Recommendation as Said } from '../../../engines/models/fit.ts';
import { ModelFacts } from './model-facts.tsx';
import { JobProgress } from './job-progress.tsx';
import type { ModelsState } from './slice.ts';
import { useModels, workbenchWith } from './use-models.ts';
import { useModelWords } from './words.ts';

interface RecommendationProps {
  readonly state: ModelsState;
  readonly said: Said;
}

/** One model for this machine with the reason, and the one button that gets it. */
export function Recommendation({ state, said }: RecommendationProps): JSX.Element {
  const words = useModelWords().recommend;
  const { builtIn } = useModels();
  if (said.type === 'catalogue') return <OfTheList state={state} said={said} />;
  if (said.type === 'instant')
    return (
      <div className="models-said">
        <h3>{words.instant}</h3>
        <p>{words.instantWhy}</p>
        <p>
          <a className="button button-rank" href="./index.html">
            {words.useInstant}
          </a>
        </p>
      </div>
    );
  const title = builtIn.find(({ id }) => id === said.id)?.title ?? said.id;
  return (
    <div className="models-said">
      <h3>{title}</h3>
      <p>{said.reason === 'small' ? words.small({ best: said.best, first: FIRST_STAGE }) : words[said.reason]}</p>
      {said.reason === 'small' && said.short !== null && <Short {...said.short} />}
      <p>
        <a className="button button-rank" href={workbenchWith(said.id)}>
          {words.use}
        </a>
      </p>
      {said.reason === 'small' && <p className="hint">{words.source}</p>}
    </div>
  );
}

function Short({ name, why }: NonNullable<Extract<Said, { readonly reason: 'small' }>['short']>): JSX.Element {
  const { recommend: words, fits } = useModelWords();
  return <p>{words.short({ name, why: fits.why(why) })}</p>;
}

function OfTheList({
  state,
  said: { model, fitted, reason, best },
}: {
  readonly state: ModelsState;
  readonly said: Extract<Said, { readonly type: 'catalogue' }>;
}): JSX.Element {
  const words = useModelWords().recommend;
  const { actions, models } = useModels();
  const { variant, demand } = fitted;
  const job = state.jobs.find(({ key }) => key === variant.id);
  const isStored = state.stored?.some(({ id, whole }) => id === variant.id && whole) === true;
  const smaller = models.flatMap((one) =>
    one.published !== null && one.published.thinking < best.figure ? [{ name: one.name, figure: one.published.thinking }] : [],
  );
  const needed = memoryToHold(demand);
  return (
    <div className="models-said">
      <h3>{model.name}</h3>
      <ModelFacts model={model} fitted={fitted} contextTokens={state.contextTokens} />
      <p>
        {words.better({ figure: best.figure, first: FIRST_STAGE })} {smaller.length > 0 && words.smaller({ names: smaller })}{' '}
        {reason === 'measured' ? words.measured(needed) : words.unmeasured(needed)}
      </p>
      {job !== undefined ? (
        <JobProgress job={job} onAnyway={() => void actions.fetch(model, fitted, true)} />
      ) : (
        <p>
          {isStored ? (
            <a className="button button-rank" href={workbenchWith(variant.id)}>
              {words.use}
            </a>
          ) : (
            <button type="button" className="button button-rank" onClick={() => void actions.fetch(model, fitted)}>
              {reason === 'measured' ? words.fetch(variant.downloadBytes) : words.tryAndFetch(variant.downloadBytes)}
            </button>
          )}
        </p>
      )}
      <p className="hint">{words.source}</p>
    </div>
  );
}
