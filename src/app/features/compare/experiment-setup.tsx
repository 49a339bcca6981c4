import { useId } from 'react';
import type { JSX } from 'react';
import type { AppAction, AppState } from '../../page/state.ts';
import { draftCollection } from './draft.ts';
import type { ExperimentDraft } from './slice.ts';
import { isBarred } from '../../page/select.ts';
import { selectReading } from '../input/reading.ts';
import type { CompareActions } from './controller.ts';
import { NumberField } from '../../design/number-field.tsx';
import { useCompareWords } from './words.ts';
import { AddConfigurations } from './add-configurations.tsx';
import { ConfigurationList } from './configuration-list.tsx';

interface ExperimentSetupProps {
  readonly state: Pick<AppState, 'compare' | 'input' | 'probe' | 'model' | 'modelId' | 'settings'>;
  readonly actions: CompareActions;
  readonly dispatch: (action: AppAction) => void;
}

const DEEPEST = 1000;

/** An experiment put together: on what, how deep, with which configurations. */
export function ExperimentSetup({ state, actions, dispatch }: ExperimentSetupProps): JSX.Element {
  const words = useCompareWords().compare;
  const ids = useId();
  const { draft } = state.compare;
  const reading = selectReading(state.input);
  const edit = (change: Partial<ExperimentDraft>): void => dispatch({ type: 'experiment-draft', change });
  const scope = reading.requests.length > 1 ? draft.scope : 'list';
  const { requests, qrels } = draftCollection({ ...draft, scope }, reading);
  const everything = draftCollection({ scope, queries: null }, reading).requests.length;
  const judged = requests.filter(({ query }) => qrels?.has(query.id) === true).length;
  const deepest = requests.reduce((most, { candidates }) => Math.max(most, candidates.length), 0);
  const depth = Math.min(draft.depth, Math.max(1, deepest));
  const name =
    draft.name.trim() === ''
      ? words.defaultName({ queries: requests.length, query: reading.request?.query.text ?? '' })
      : draft.name.trim();
  const runs = requests.length * draft.configurations.length;
  const lacks = requests.length === 0 || (scope === 'list' && !reading.ready);
  const begin = (): void => {
    edit({ scope, depth });
    void actions.begin(name);
  };
  return (
    <section className="panel compare-setup" aria-labelledby={ids}>
      <h2 id={ids}>{words.newTitle}</h2>
      <p className="hint">{words.intro}</p>
      <div className="field">
        <label htmlFor={`${ids}-name`}>{words.name}</label>
        <input
          id={`${ids}-name`}
          dir="auto"
          value={draft.name}
          placeholder={name}
          onChange={({ target }) => edit({ name: target.value })}
        />
      </div>
      <fieldset className="field">
        <legend>{words.on}</legend>
        {(['list', 'collection'] as const).map((one) => (
          <label key={one} className="compare-choice">
            <input
              type="radio"
              name={`${ids}-scope`}
              checked={scope === one}
              disabled={one === 'collection' && reading.requests.length < 2}
              onChange={() => edit({ scope: one })}
            />
            <span>
              {one === 'list'
                ? words.thisList(reading.request?.candidates.length ?? 0)
                : words.collection(reading.requests.length)}
            </span>
          </label>
        ))}
        <p className={lacks ? 'hint hint-bad' : 'hint'}>
          {lacks ? words.lacksInput : judged > 0 ? words.judged(judged) : words.notJudged}
        </p>
      </fieldset>
      <div className="compare-numbers">
        <NumberField
          label={words.depth}
          value={depth}
          min={1}
          max={DEEPEST}
          disabled={lacks}
          hint={words.depthHint(deepest)}
          onChange={(value) => edit({ depth: value })}
        />
        {scope === 'collection' && (
          <NumberField
            label={words.queries}
            value={requests.length}
            min={1}
            max={Math.max(1, everything)}
            disabled={lacks}
            hint={requests.length < everything ? words.firstQueries(everything) : words.allQueries}
            onChange={(value) => edit({ queries: value >= everything ? null : value })}
          />
        )}
      </div>
      <h3>{words.configurations}</h3>
      <ConfigurationList configurations={draft.configurations} onChange={(configurations) => edit({ configurations })} />
      <AddConfigurations state={state} onChange={(configurations) => edit({ configurations })} />
      <div className="compare-begin">
        <button
          type="button"
          className="button button-rank"
          disabled={lacks || draft.configurations.length === 0 || isBarred(state.probe)}
          onClick={begin}
        >
          {words.begin}
        </button>
        <p className="run-words">
          {isBarred(state.probe)
            ? words.barred
            : draft.configurations.length === 0
              ? words.addFirst
              : words.runs({ configurations: draft.configurations.length, queries: requests.length, runs })}
        </p>
      </div>
    </section>
  );
}
