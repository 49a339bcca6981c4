import { useEffect, useId, useRef } from 'react';
import type { JSX } from 'react';
import { checkPreset } from '../../../core/preset/check.ts';
import type { Preset } from '../../../core/preset/preset.ts';
import { useWords } from '../../words/index.ts';
import { PresetEditor } from './preset-editor.tsx';

interface PresetDialogProps {
  /** What stands in the editor, sound or not. */
  readonly preset: Preset;
  /** Each change, sound or not: it is kept at once. */
  readonly onChange: (preset: Preset) => void;
  readonly onClose: () => void;
}

/** The editor of one own prompt. There is nothing to save or discard: what is typed is kept, and used once nothing is wrong with it. */
export function PresetDialog({ preset, onChange, onClose }: PresetDialogProps): JSX.Element {
  const words = useWords().preset;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const problems = checkPreset(preset);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="preset-dialog" aria-labelledby={id} onClose={onClose}>
      <div className="preset-dialog-head">
        <h2 id={id}>{words.editing(preset.title)}</h2>
        <p className={problems.length === 0 ? 'hint' : 'hint hint-bad'} role="status">
          {problems.length === 0 ? words.sound : `${words.problems(problems.length)}. ${words.lastSound}`}
        </p>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </div>
      <PresetEditor preset={preset} problems={problems} onChange={onChange} />
    </dialog>
  );
}
