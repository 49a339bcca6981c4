import type { JSX } from 'react';
import { ErrorNotice } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';
import { JobProgress } from './job-progress.tsx';
import { NamedText } from './named-text.tsx';
import type { BegunModel, Job, ModelsState } from './slice.ts';
import { RemoveModel } from './remove-model.tsx';
import { StoredRow } from './stored-row.tsx';
import { useModels, workbenchWith } from './use-models.ts';
import { useModelWords } from './words.ts';
import type { ModelWords } from './words.ts';

interface StoredModelsProps {
  readonly state: ModelsState;
  /** Id of a model whose progress is shown elsewhere. */
  readonly elsewhere: string | null;
}

/** What is in this browser: models that come with the page, stored ones, those on their way, and how much room is left. */
export function StoredModels({ state, elsewhere }: StoredModelsProps): JSX.Element {
  const { shelf: words, job: jobWords } = useModelWords();
  const finishedText = jobWords.stored;
  const { bytes } = useWords().format;
  const { actions, builtIn } = useModels();
  const { stored, unreadable, begun, jobs, trouble } = state;
  const ids = new Set(stored?.map(({ id }) => id));
  const ofStored = (job: Job): boolean => job.kind !== 'install' && ids.has(job.key);
  const apart = jobs.filter((job) => job.key !== elsewhere && !ofStored(job));
  const left = begun.filter(({ id }) => !ids.has(id) && !unreadable.includes(id) && !jobs.some(({ key }) => key === id));
  return (
    <section className="panel models-stored" aria-labelledby="models-stored">
      <div className="panel-head">
        <h2 id="models-stored" tabIndex={-1}>
          {words.title}
        </h2>
      </div>
      <p role="status" className="models-finished">
        {state.finished !== null && finishedText(state.finished)}
      </p>
      {trouble !== null && <ErrorNotice error={trouble} onStep={null} onDismiss={actions.dismissTrouble} />}
      {apart.map((job) => (
        <JobProgress key={job.key} job={job} />
      ))}
      <ul className="models-rows">
        {builtIn.map((model) => (
          <li key={model.id} className="models-row">
            <div className="models-row-words">
              <h3>{model.title}</h3>
              <ul className="models-facts">
                <li>{words.builtIn}</li>
                <li>{bytes(model.bytes)}</li>
              </ul>
            </div>
            <div className="models-row-tools">
              <a className="button button-quiet" href={workbenchWith(model.id)}>
                <NamedText text={words.use} name={model.title} />
              </a>
            </div>
          </li>
        ))}
        {stored?.map((model) => (
          <StoredRow
            key={model.id}
            model={model}
            job={jobs.find((job) => job.key === model.id && ofStored(job)) ?? null}
            checked={state.checks[model.id] ?? null}
            removing={state.removing === model.id}
            adapter={state.machine.type === 'found' ? state.machine.adapter : null}
          />
        ))}
        {left.map((model) => (
          <BegunRow key={model.id} model={model} removing={state.removing === model.id} />
        ))}
        {unreadable.map((id) => (
          <li key={id} className="models-row">
            <div className="models-row-words">
              <p>
                <bdi>{words.unreadable(id)}</bdi>. {words.unreadableNext}
              </p>
            </div>
            <div className="models-row-tools">
              <RemoveModel id={id} title={id} bytes={0} asking={state.removing === id} />
            </div>
          </li>
        ))}
      </ul>
      {stored === null ? <p className="hint">{words.reading}</p> : stored.length === 0 && <p className="hint">{words.none}</p>}
      <Room state={state} />
    </section>
  );
}

function BegunRow({ model, removing }: { readonly model: BegunModel; readonly removing: boolean }): JSX.Element {
  const words = useModelWords().shelf;
  const { actions } = useModels();
  const { id, title, heldBytes, source } = model;
  return (
    <li className="models-row">
      <div className="models-row-words">
        <h3>{title}</h3>
        <p>
          {words.begun(heldBytes)}
          {source === null && `. ${words.begunFolder}`}
        </p>
      </div>
      <div className="models-row-tools">
        {source !== null && (
          <button type="button" className="button button-rank" onClick={() => void actions.goOn(source, id, title)}>
            <NamedText text={words.goOn} name={title} />
          </button>
        )}
        <RemoveModel id={id} title={title} bytes={heldBytes} asking={removing} />
      </div>
    </li>
  );
}

/** Less is what every page leaves, and no model. */
const LEAST_USED = 1_000_000;

function roomText({ usedBytes, freeBytes }: ModelsState['storage'], words: ModelWords['storage']): string {
  if (usedBytes === null || freeBytes === null) return words.unknown;
  return usedBytes < LEAST_USED ? words.free(freeBytes) : words.used({ used: usedBytes, free: freeBytes });
}

function Room({ state: { storage, stored } }: { readonly state: ModelsState }): JSX.Element {
  const words = useModelWords().storage;
  const { actions } = useModels();
  const { persisted } = storage;
  const matters = stored !== null && stored.length > 0;
  return (
    <p className="hint models-room">
      {roomText(storage, words)} {persisted === true && words.persisted}
      {persisted === false && matters && (
        <>
          {words.notPersisted}{' '}
          <button type="button" className="link" onClick={() => void actions.persist()}>
            {words.ask}
          </button>
        </>
      )}
    </p>
  );
}
