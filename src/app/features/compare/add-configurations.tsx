import type { JSX } from 'react';
import type { Configuration } from '../../../core/experiment/plan.ts';
import type { AppState } from '../../page/state.ts';
import { MOST_CONFIGURATIONS } from './slice.ts';
import { freeConfigurationId, sweepConfigurations } from '../../../core/experiment/sweep.ts';
import { READY_NAMES, readySettings } from '../../../core/run/ready.ts';
import { selectSettings } from '../../page/select.ts';
import type { SweepName } from '../../../core/experiment/sweep.ts';
import { useCompareWords } from './words.ts';
import { SHIPPED_PRESET } from '../../../core/preset/shipped.ts';

interface AddConfigurationsProps {
  readonly state: Pick<AppState, 'compare' | 'model' | 'modelId' | 'settings'>;
  readonly onChange: (configurations: readonly Configuration[]) => void;
}

type Unnamed = Omit<Configuration, 'id'>;

const SWEEPS: readonly SweepName[] = ['thought', 'samples'];

/** Ways to fill a draft: the workbench's settings, published ways to use the model, one setting varied. */
export function AddConfigurations({ state, onChange }: AddConfigurationsProps): JSX.Element {
  const words = useCompareWords().compare;
  const { configurations } = state.compare.draft;
  const settings = selectSettings(state);
  const { modelId } = state;
  const templateId = state.model?.identity.template ?? SHIPPED_PRESET;
  const full = configurations.length >= MOST_CONFIGURATIONS;
  const add = (more: readonly Unnamed[]): void => {
    const all = [...configurations];
    for (const one of more) all.push({ ...one, id: freeConfigurationId(all) });
    onChange(all);
  };
  return (
    <div className="compare-add" role="group" aria-label={words.add}>
      <button
        type="button"
        className="button button-quiet"
        disabled={full}
        onClick={() => add([{ name: words.workbenchName, settings, modelId }])}
      >
        {words.addWorkbench}
      </button>
      <span className="compare-add-label">{words.addReady}</span>
      {READY_NAMES.map((name) => (
        <button
          key={name}
          type="button"
          className="button button-quiet"
          disabled={full}
          title={words.ready[name].about}
          onClick={() =>
            add([{ name: words.ready[name].name, settings: readySettings(name, { settings, templateId }), modelId }])
          }
        >
          {words.ready[name].name}
        </button>
      ))}
      <span className="compare-add-label">{words.addSweep}</span>
      {SWEEPS.map((which) => (
        <button
          key={which}
          type="button"
          className="button button-quiet"
          disabled={full}
          title={words.sweeps[which].about}
          onClick={() => add(sweepConfigurations(which, { settings, templateId, modelId, name: words.workbenchName }))}
        >
          {words.sweeps[which].name}
        </button>
      ))}
      {full && <p className="hint">{words.full(MOST_CONFIGURATIONS)}</p>}
    </div>
  );
}
