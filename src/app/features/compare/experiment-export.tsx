import type { JSX } from 'react';
import type { OpenExperiment } from './slice.ts';
import type { CompareActions } from './controller.ts';
import { useCompareWords } from './words.ts';

interface ExperimentExportProps {
  readonly open: OpenExperiment;
  readonly actions: CompareActions;
}

/** The results as files of other programs, and as one that can be read back. */
export function ExperimentExport({ open, actions }: ExperimentExportProps): JSX.Element {
  const words = useCompareWords().results;
  return (
    <div className="compare-export" role="group" aria-label={words.exportTitle}>
      <button type="button" className="button button-quiet" onClick={actions.exportTsv}>
        {words.exportTsv}
      </button>
      {open.plan.configurations.map(({ id, name }) => (
        <button key={id} type="button" className="button button-quiet" onClick={() => actions.exportRun(id)}>
          {words.exportRun(name)}
        </button>
      ))}
      <button type="button" className="button button-quiet" onClick={actions.exportLines}>
        {words.exportLines}
      </button>
      <p className="hint">{words.exportHint}</p>
    </div>
  );
}
