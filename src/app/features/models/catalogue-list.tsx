import type { JSX } from 'react';
import { contextFor, contextsOf } from '../../../engines/models/catalogue.ts';
import type { CatalogueModel } from '../../../engines/models/catalogue.ts';
import { bestVariant, canRun, embeddedDemand, nearestFitting } from '../../../engines/models/fit.ts';
import type { FittedVariant } from '../../../engines/models/fit.ts';
import { ModelFacts } from './model-facts.tsx';
import { NamedText } from './named-text.tsx';
import { machineOf } from './slice.ts';
import type { ModelsState } from './slice.ts';
import { useModels } from './use-models.ts';
import { useModelWords } from './words.ts';

interface CatalogueListProps {
  readonly state: ModelsState;
}

interface Row {
  readonly model: CatalogueModel;
  readonly fitted: FittedVariant;
  readonly contextTokens: number;
}

/** The models that can be fetched: first those that fit, then the others with the reason. */
export function CatalogueList({ state }: CatalogueListProps): JSX.Element {
  const { catalogue: words, fits } = useModelWords();
  const { models, actions } = useModels();
  const machine = machineOf(state);
  const rows = models.map((model): Row => {
    const contextTokens = contextFor(model, state.contextTokens);
    return { model, contextTokens, fitted: bestVariant(machine, model, contextTokens) };
  });
  const fitting = rows.filter(({ fitted }) => fitted.fit.fits === 'measured' || fitted.fit.fits === 'unmeasured');
  const slow = rows.filter(({ fitted }) => fitted.fit.fits === 'slow');
  const unfit = rows.filter(({ fitted }) => !canRun(fitted.fit));
  const contexts = [...new Set(models.flatMap(contextsOf))].toSorted((one, other) => one - other);
  return (
    <section className="panel models-catalogue" aria-labelledby="models-catalogue">
      <div className="panel-head">
        <h2 id="models-catalogue">{words.title}</h2>
        <p className="panel-note">{words.intro}</p>
      </div>
      <div className="field models-context">
        <label htmlFor="models-context">{words.context}</label>
        <select
          id="models-context"
          value={state.contextTokens}
          aria-describedby="models-context-hint"
          onChange={({ target }) => actions.chooseContext(Number(target.value))}
        >
          {contexts.map((tokens) => (
            <option key={tokens} value={tokens}>
              {words.contextOption(tokens)}
            </option>
          ))}
        </select>
        <span className="hint" id="models-context-hint">
          {words.contextHint}
        </span>
      </div>
      {state.machine.type !== 'asking' && (
        <>
          {fitting.length > 0 && (
            <>
              <h3>{words.fitting(fitting.length)}</h3>
              {fitting.some(({ fitted }) => fitted.fit.fits === 'unmeasured') && <p className="hint">{fits.unmeasured}</p>}
              <Rows rows={fitting} state={state} all={rows} />
            </>
          )}
          <Folded title={words.slow(slow.length)} about={fits.slow} rows={slow} state={state} all={rows} />
          <Folded title={words.unfit(unfit.length)} about={null} rows={unfit} state={state} all={rows} />
        </>
      )}
    </section>
  );
}

interface RowsProps {
  readonly rows: readonly Row[];
  readonly state: ModelsState;
  /** Every model: among them is the nearest that fits. */
  readonly all: readonly Row[];
}

interface FoldedProps extends RowsProps {
  readonly title: string;
  /** What holds for all of them; null: each row says its own. */
  readonly about: string | null;
}

function Folded({ title, about, ...props }: FoldedProps): JSX.Element | null {
  if (props.rows.length === 0) return null;
  return (
    <details className="fold">
      <summary>
        <h3>{title}</h3>
      </summary>
      <div className="fold-body">
        {about !== null && <p className="hint">{about}</p>}
        <Rows {...props} />
      </div>
    </details>
  );
}

function Rows({ rows, ...props }: RowsProps): JSX.Element {
  return (
    <ul className="models-rows">
      {rows.map((row) => (
        <CatalogueRow key={row.model.name} row={row} {...props} />
      ))}
    </ul>
  );
}

function CatalogueRow({ row, state, all }: Omit<RowsProps, 'rows'> & { readonly row: Row }): JSX.Element {
  const { catalogue: words, facts, fits } = useModelWords();
  const { actions, builtIn } = useModels();
  const { model, fitted, contextTokens } = row;
  const { variant, fit, demand } = fitted;
  const isStored = state.stored?.some(({ id }) => id === variant.id) === true;
  const isUnderWay = state.jobs.some(({ key }) => key === variant.id);
  const named = [
    ...builtIn.slice(0, 1).map(({ title }) => ({ ...embeddedDemand(), title })),
    ...all.map((other) => ({ ...other.fitted.demand, title: other.model.name })),
  ];
  const nearest = fit.fits === 'no' ? nearestFitting(machineOf(state), demand, named) : null;
  return (
    <li className="models-row">
      <div className="models-row-words">
        <h4>{model.name}</h4>
        <ModelFacts model={model} fitted={fitted} contextTokens={contextTokens}>
          <li>
            <a href={variant.repository} rel="noreferrer">
              <bdi>{variant.quantization}</bdi>
              <span className="visually-hidden">: {facts.page}</span>
            </a>
          </li>
        </ModelFacts>
        {fit.fits === 'measured' && <p className="models-fit models-fit-measured">{fits.measured}</p>}
        {fit.fits === 'no' && (
          <p className="models-fit models-fit-no">
            {fits.why(fit.why)} {nearest !== null && fits.nearest(nearest.title)}
          </p>
        )}
      </div>
      <div className="models-row-tools">
        {isStored ? (
          <span className="hint">{words.stored}</span>
        ) : isUnderWay ? (
          <span className="hint">{words.underWay}</span>
        ) : (
          canRun(fit) && (
            <button type="button" className="button button-quiet" onClick={() => void actions.fetch(model, fitted)}>
              <NamedText text={words.fetch} name={model.name} />
            </button>
          )
        )}
      </div>
    </li>
  );
}
