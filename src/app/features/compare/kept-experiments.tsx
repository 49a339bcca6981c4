import { useId } from 'react';
import type { JSX } from 'react';
import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { CompareState, KeptExperiment } from './slice.ts';
import type { CompareActions } from './controller.ts';
import { useWords } from '../../words/index.ts';
import { KeptRow } from '../history/kept-row.tsx';
import { RemovedNote } from '../history/removed-note.tsx';
import { Progress } from '../input/reader-progress.tsx';
import { useCompareWords } from './words.ts';

interface KeptExperimentsProps {
  readonly view: CompareState;
  readonly actions: CompareActions;
}

interface KeptExperimentRowProps extends KeptExperimentsProps {
  readonly kept: KeptExperiment;
}

function KeptExperimentRow({ kept, view, actions }: KeptExperimentRowProps): JSX.Element {
  const words = useCompareWords().compare;
  const own = useCompareWords().keptExperiments;
  const history = useWords().history;
  const { number, bytes } = useWords().format;
  const running = view.run.type === 'running';
  const onScreen = view.open?.plan.id === kept.id;
  return (
    <KeptRow
      name={kept.name}
      current={onScreen}
      facts={
        <>
          {history.when(kept.savedAt)} · {words.doneOf({ done: number(kept.cells), planned: number(kept.planned) })} ·{' '}
          {kept.requestBytes > 0 ? own.textsKept(bytes(kept.requestBytes)) : own.textsNotKept}
        </>
      }
      opening={{
        label: own.openNamed(kept.name),
        barred: running,
        onOpen: () => void actions.open(kept.id),
        nameLabel: words.name,
        onRename: (name) => void actions.rename(kept.id, name),
      }}
      removeBarred={running && onScreen}
      onRemove={() => void actions.remove(kept.id)}
    />
  );
}

interface UnreadableRowProps {
  readonly kept: KeptExperiment;
  readonly problem: ExperimentProblem;
  readonly actions: CompareActions;
}

/** One that this version cannot open: why, and that it can be deleted. */
function UnreadableRow({ kept, problem, actions }: UnreadableRowProps): JSX.Element {
  const own = useCompareWords().keptExperiments;
  const history = useWords().history;
  const { what, next } = own.problem(problem);
  const isLost = problem.code === 'not-an-experiment' && problem.field === null;
  return (
    <KeptRow
      name={kept.name === '' ? kept.id : kept.name}
      facts={
        <>
          {kept.savedAt === '' ? '' : `${history.when(kept.savedAt)} · `}
          {own.unreadable} {isLost ? own.planLost : what} {problem.code === 'newer-schema' && next}
        </>
      }
      opening={null}
      onRemove={() => void actions.remove(kept.id)}
    />
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
      <RemovedNote removed={view.removed} counted={own.experiments} onBringBack={() => void actions.bringBack()} />
      {kept === null || kept.length === 0 ? (
        <p className="hint">{own.noneKept}</p>
      ) : (
        <ul className="kept-runs">
          {kept.map((one) =>
            one.problem === null ? (
              <KeptExperimentRow key={one.id} kept={one} view={view} actions={actions} />
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
      {view.opening !== null && <Progress doing="open" share={view.opening} onCancel={actions.leaveImport} />}
      <p className="hint">
        {own.storage}
        {siteBytes !== null && quotaBytes !== null && ` ${history.siteUsage(bytes(siteBytes), bytes(quotaBytes))}`}
      </p>
    </section>
  );
}
