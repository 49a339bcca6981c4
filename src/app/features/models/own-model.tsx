import { useRef } from 'react';
import type { JSX } from 'react';
import { ErrorNotice } from '../../shell/notices.tsx';
import { filesOfList } from '../input/files.ts';
import { GgufPicker } from './gguf-picker.tsx';
import type { ModelsState } from './slice.ts';
import { useModels } from './use-models.ts';
import { useModelWords } from './words.ts';

const EXAMPLE = 'https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f16_1-MLC';

interface OwnModelProps {
  readonly state: Pick<ModelsState, 'address' | 'ownTrouble' | 'contextTokens'>;
}

/** A model from a folder of this computer, or from any address. What is wrong with it is said here, and what was typed stays. */
export function OwnModel({ state }: OwnModelProps): JSX.Element {
  const words = useModelWords().own;
  const { actions } = useModels();
  const folder = useRef<HTMLInputElement>(null);
  const { address, ownTrouble } = state;
  return (
    <section className="panel models-own" aria-labelledby="models-own">
      <div className="panel-head">
        <h2 id="models-own">{words.title}</h2>
        <p className="panel-note">{words.intro}</p>
      </div>
      <form
        className="field"
        onSubmit={(event) => {
          event.preventDefault();
          if (address.trim() !== '') void actions.fetchAddress();
        }}
      >
        <label htmlFor="models-address">{words.address}</label>
        <div className="models-address">
          <input
            id="models-address"
            type="text"
            inputMode="url"
            dir="ltr"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            placeholder={EXAMPLE}
            value={address}
            aria-describedby="models-address-hint"
            aria-invalid={ownTrouble !== null}
            onChange={({ target }) => actions.typeAddress(target.value)}
          />
          <button type="submit" className="button" disabled={address.trim() === ''}>
            {words.fetch}
          </button>
        </div>
        <p className="hint" id="models-address-hint">
          {words.addressHint}
        </p>
      </form>
      <p className="models-folder">
        <button type="button" className="button" onClick={() => folder.current?.click()}>
          {words.folder}
        </button>{' '}
        <span className="hint">{words.folderHint}</span>
        <input
          ref={(element) => {
            folder.current = element;
            element?.setAttribute('webkitdirectory', '');
          }}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            const files = filesOfList(currentTarget.files);
            if (files.length > 0) void actions.openFolder(files);
            currentTarget.value = '';
          }}
        />
      </p>
      <GgufPicker then="keep" contextTokens={state.contextTokens} onStored={() => void actions.refresh()} />
      {ownTrouble !== null && <ErrorNotice error={ownTrouble} onStep={null} onDismiss={null} />}
    </section>
  );
}
