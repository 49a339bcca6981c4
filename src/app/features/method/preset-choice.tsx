import { useId, useState } from 'react';
import type { JSX } from 'react';
import { PRESETS } from '../../../core/preset/built-in.ts';
import type { Preset } from '../../../core/preset/preset.ts';
import { copyPreset } from '../../../core/preset/own.ts';
import type { OwnPreset } from '../../../core/preset/own.ts';
import { useWords } from '../../words/index.ts';
import { usePresetWords } from './words.ts';

interface PresetChoiceProps {
  /** The one in use. */
  readonly preset: Preset;
  /** True while no method is chosen: the model's own prompt. */
  readonly own: boolean;
  readonly ownTitle: string;
  readonly ownPresets: readonly OwnPreset[];
  readonly locked: boolean;
  /** Null: the model's own. */
  readonly onChoose: (preset: Preset | null) => void;
  readonly onOwnPresets: (all: readonly OwnPreset[]) => void;
  readonly onEdit: (id: string) => void;
}

/** Whose prompt is used: the model's own, a published one, or one of the person's. */
export function PresetChoice(props: PresetChoiceProps): JSX.Element {
  const { preset, own, ownTitle, ownPresets, locked, onChoose, onOwnPresets, onEdit } = props;
  const id = useId();
  const words = useWords().method;
  const edit = usePresetWords().preset;
  const [removed, setRemoved] = useState<{ readonly own: OwnPreset; readonly place: number } | null>(null);
  const mine = ownPresets.find((one) => one.preset.id === preset.id);
  const listed = mine !== undefined || PRESETS.some((one) => one.id === preset.id);
  const ids = [...PRESETS, ...ownPresets.map((one) => one.preset)].map((one) => one.id);
  const copy = (): void => {
    const made = copyPreset(preset, { ids, title: edit.copyTitle(preset.title) });
    setRemoved(null);
    onOwnPresets([...ownPresets, { preset: made, draft: null }]);
    onChoose(made);
    onEdit(made.id);
  };
  const remove = (gone: OwnPreset): void => {
    setRemoved({ own: gone, place: ownPresets.indexOf(gone) });
    onOwnPresets(ownPresets.filter((one) => one !== gone));
    onChoose(null);
  };
  const bringBack = (): void => {
    if (removed === null) return;
    onOwnPresets(ownPresets.toSpliced(removed.place, 0, removed.own));
    onChoose(removed.own.preset);
    setRemoved(null);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{words.prompt}</label>
      <select
        id={id}
        value={own ? '' : preset.id}
        disabled={locked}
        onChange={({ target }) => {
          const chosen = [...PRESETS, ...ownPresets.map((one) => one.preset)].find((one) => one.id === target.value);
          onChoose(chosen ?? null);
        }}
      >
        <option value="">{words.own(ownTitle)}</option>
        {!own && !listed && <option value={preset.id}>{preset.title}</option>}
        <optgroup label={words.published}>
          {PRESETS.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title} – {words.asks[one.question]}
            </option>
          ))}
        </optgroup>
        {ownPresets.length > 0 && (
          <optgroup label={words.yours}>
            {ownPresets.map((one) => (
              <option key={one.preset.id} value={one.preset.id}>
                {one.preset.title}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      <p className="preset-actions">
        {mine !== undefined && !own && (
          <>
            <button type="button" className="link" disabled={locked} onClick={() => onEdit(preset.id)}>
              {edit.edit}
            </button>
            <button type="button" className="link" disabled={locked} onClick={() => remove(mine)}>
              {edit.remove}
            </button>
          </>
        )}
        <button type="button" className="link" disabled={locked} onClick={copy}>
          {edit.copy}
        </button>
      </p>
      {removed !== null && (
        <p className="hint" role="status">
          {edit.removed(removed.own.preset.title)}{' '}
          <button type="button" className="link" onClick={bringBack}>
            {edit.undo}
          </button>
        </p>
      )}
    </div>
  );
}
