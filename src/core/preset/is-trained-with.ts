import type { ModelIdentity } from '../log/run-event.ts';
import type { Preset } from './preset.ts';

/** yes, no: whether the model was trained with the prompt. any: the prompt is for instruct models at large, and this may be one. */
export type TrainedWith = 'yes' | 'no' | 'any';

/** By the names that the preset gives; a quantised or renamed build counts where its name begins with one of them. */
export function isTrainedWith(preset: Preset, { id, template }: Pick<ModelIdentity, 'id' | 'template'>): TrainedWith {
  if (preset.id === template || preset.models.includes(template)) return 'yes';
  const model = plain(id);
  if (preset.models.some((name) => model.startsWith(plain(name)))) return 'yes';
  // Our own models know their own form only.
  return preset.models.length === 0 && !template.startsWith('glassrank') ? 'any' : 'no';
}

/** Without owner, case and punctuation. */
function plain(name: string): string {
  return (name.split('/').at(-1) ?? name).toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
}
