import { useId, useState } from 'react';
import type { JSX } from 'react';
import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { CompareState, KeptExperiment } from './slice.ts';
import type { CompareActions } from './controller.ts';
import { useWords } from '../../words/index.ts';
import { useCompareWords } from './words.ts';

interface KeptExperimentsProps {
  readonly view: CompareState;
  readonly actions: CompareActions;
}

interface UnreadableRowProps {
  readonly kept: KeptExperiment;
  readonly problem: ExperimentProblem;
  readonly actions: CompareActions;
}

function KeptRow({ kept, view, actions }: KeptExperimentsProps & { readonly kept: KeptExperiment }): JSX.Element {
  const words = useCompareWords().compare;
  const own = useCompareWords().keptExperiments;
  const history = useWords().history;
  const { number, bytes } = useWords().format;
  const id = useId();
  const [name, setName] = useState<string | null>(null);
  const running = view.run.type === 'running';
  const onScreen = view.open?.plan.id === kept.id;
  return (
    <li className="kept-run" aria-current={onScreen || undefined}>
      <div className="kept-words">
        {name === null ? (
          <button
            type="button"
            className="link kept-name"
            dir="auto"
            disabled={running}
            aria-label={own.openNamed(kept.name)}
            onClick={() => void actions.open(kept.id)}
          >
            {kept.name}
          </button>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') void actions.rename(kept.id, name.trim());
              setName(null);
            }}
          >
            <label htmlFor={id} className="visually-hidden">
              {words.name}
            </label>
            <input id={id} dir="auto" value={name} onChange={({ target }) => setName(target.value)} />{' '}
            <button type="submit" className="button button-quiet">
              {history.saveName}
            </button>{' '}
            <button type="button" className="button button-quiet" onClick={() => setName(null)}>
              {history.leaveName}
            </button>
          </form>
        )}
        <span className="hint">
          {history.when(kept.savedAt)} · {words.doneOf({ done: number(kept.cells), planned: number(kept.planned) })} ·{' '}
          {kept.requestBytes > 0 ? own.textsKept(bytes(kept.requestBytes)) : own.textsNotKept}
        </span>
      </div>
      <div className="kept-tools">
        {name === null && (
          <button type="button" className="link" onClick={() => setName(kept.name)}>
            {history.rename}
          </button>
        )}
        <button type="button" className="link" disabled={running && onScreen} onClick={() => void actions.remove(kept.id)}>
          {history.remove}
        </button>
      </div>
    </li>
  );
}

/** One that this version cannot open: why, and that it can be deleted. */
function UnreadableRow({ kept, problem, actions }: UnreadableRowProps): JSX.Element {
  const own = useCompareWords().keptExperiments;
  const history = useWords().history;
  const name = kept.name === '' ? kept.id : kept.name;
  const { what, next } = own.problem(problem);
  const isLost = problem.code === 'not-an-experiment' && problem.field === null;
  return (
    <li className="kept-run">
      <div className="kept-words">
        <span className="kept-name" dir="auto">
          {name}
        </span>
        <span className="hint">
          {kept.savedAt === '' ? '' : `${history.when(kept.savedAt)} · `}
          {own.unreadable} {isLost ? own.planLost : what} {problem.code === 'newer-schema' && next}
        </span>
      </div>
      <div className="kept-tools">
        <button type="button" className="link" onClick={() => void actions.remove(kept.id)}>
          {history.remove}
        </button>
      </div>
    </li>
  );
}

/** The experiments kept in this browser, and files of others. */
export function KeptExperiments({ view, actions }: KeptExperimentsProps): JSX.Element {
  const own = useCompareWords().keptExperiments;
  const history = useWords().history;
  const { bytes } = useWords().format;
  const ids = useId();
  const { kept, siteBytes, quotaBytes } = view;
  return (
    <section className="panel compare-kept" aria-labelledby={ids}>
      <h2 id={ids}>{own.kept}</h2>
      {kept === null || kept.length === 0 ? (
        <p className="hint">{own.noneKept}</p>
      ) : (
        <ul className="kept-runs">
          {kept.map((one) =>
            one.problem === null ? (
              <KeptRow key={one.id} kept={one} view={view} actions={actions} />
            ) : (
              <UnreadableRow key={one.id} kept={one} problem={one.problem} actions={actions} />
            ),
          )}
        </ul>
      )}
      <div className="compare-import">
        <label className="button button-quiet compare-file">
          <input
            type="file"
            className="visually-hidden"
            accept=".jsonl,.json,.ndjson"
            disabled={view.run.type === 'running'}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              target.value = '';
              if (file !== undefined) void actions.importFile(file);
            }}
          />
          {own.importFile}
        </label>
        <span className="hint">{own.importHint}</span>
      </div>
      <p className="hint">
        {own.storage}
        {siteBytes !== null && quotaBytes !== null && ` ${history.siteUsage(bytes(siteBytes), bytes(quotaBytes))}`}
      </p>
    </section>
  );
}
