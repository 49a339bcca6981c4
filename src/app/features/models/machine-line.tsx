import type { JSX } from 'react';
import type { AdapterSummary } from '../../../engines/engine-client.ts';
import { memoryToHold } from '../../../engines/models/fit.ts';
import type { Recommendation } from '../../../engines/models/fit.ts';
import { useWords } from '../../words/index.ts';
import type { ModelsState } from './slice.ts';
import { useModels } from './use-models.ts';
import { useModelWords } from './words.ts';
import type { ModelWords } from './words.ts';

interface MachineLineProps {
  readonly state: Pick<ModelsState, 'machine' | 'measuring' | 'jobs'>;
  readonly said: Recommendation | null;
}

/** What this machine is, in a line, and a way to learn how much graphics memory it has. */
export function MachineLine({ state, said }: MachineLineProps): JSX.Element {
  const { machine: words, job } = useModelWords();
  const { errors, header } = useWords();
  const { actions } = useModels();
  const { machine, measuring } = state;
  if (machine.type === 'asking') return <p className="models-machine">{words.asking}</p>;
  if (machine.type === 'missing') {
    const { title, next } = errors[machine.error.code];
    return (
      <p className="models-machine">
        <strong>{title}.</strong> {next}
      </p>
    );
  }
  const name = adapterName(machine.adapter) || header.unnamedAdapter;
  const parts = machineParts(machine.machine, words);
  // As much as the best model that could be recommended takes.
  const isOpen = said?.type === 'catalogue' && said.reason === 'unmeasured';
  return (
    <div className="models-machine">
      <p>
        <strong>{words.title}:</strong> <bdi>{name}</bdi>
        {parts.map((part) => (
          <span key={part}> · {part}</span>
        ))}
      </p>
      {measuring !== null && (
        <div className="models-measuring">
          <p>{words.measuring({ held: measuring.heldBytes, needed: measuring.neededBytes })}</p>
          <progress max={Math.max(1, measuring.neededBytes)} value={measuring.heldBytes} aria-label={words.measuringLabel} />
          {!state.jobs.some(({ step }) => step === 'measuring') && (
            <p>
              <button type="button" className="link" onClick={actions.stopMeasure}>
                {job.cancel}
              </button>
            </p>
          )}
        </div>
      )}
      {isOpen && measuring === null && (
        <p>
          <button type="button" className="link" onClick={() => void actions.measure(memoryToHold(said.fitted.demand))}>
            {words.measure(memoryToHold(said.fitted.demand))}
          </button>
        </p>
      )}
    </div>
  );
}

function adapterName({ description, vendor, architecture }: AdapterSummary): string {
  return description.trim() || [vendor, architecture].filter((part) => part !== '').join(' ');
}

type Found = Extract<ModelsState['machine'], { readonly type: 'found' }>['machine'];

function machineParts({ software, features, maxBindingBytes, memory }: Found, words: ModelWords['machine']): readonly string[] {
  return [
    ...(software ? [words.software] : []),
    features.includes('shader-f16') ? words.shaders16 : words.noShaders16,
    words.buffers(maxBindingBytes),
    ...(software
      ? []
      : [memory === null ? words.memoryUnknown : memory.isAll ? words.memoryAll(memory.bytes) : words.memoryHeld(memory.bytes)]),
  ];
}
