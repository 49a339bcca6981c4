import type { JSX } from 'react';
import type { AdapterSummary } from '../../protocol/engine-api.ts';
import type { AppState } from '../../state/app-state.ts';
import { isBarred } from '../../state/is-barred.ts';
import { encoderFactWords } from '../words/first-stage-words.ts';
import { bytesInWords } from '../words/format-words.ts';
import { choiceWords, measuredWords } from '../words/library-words.ts';
import { HeaderFold } from './header-fold.tsx';

/** One entry of the model catalog, as the page shows it. */
export interface ModelChoice {
  readonly id: string;
  readonly title: string;
  readonly bytes: number;
}

interface EnginePanelProps {
  readonly state: AppState;
  readonly models: readonly ModelChoice[];
  readonly onLoad: () => void;
  readonly onChooseModel: (modelId: string) => void;
}

function adapterName(adapter: AdapterSummary): string {
  const name = adapter.description.trim() || [adapter.vendor, adapter.architecture].filter((part) => part !== '').join(' ');
  return name === '' ? 'unnamed graphics processor' : name;
}

function adapterWords({ probe }: AppState): string {
  if (probe.type === 'asking') return 'asking for a graphics processor…';
  if (probe.type === 'missing') {
    if (probe.error.code === 'no-webgpu') return 'no WebGPU';
    return isBarred(probe) ? 'no graphics processor that fits' : 'the engine did not start';
  }
  return probe.adapter.software ? `${adapterName(probe.adapter)} (software)` : adapterName(probe.adapter);
}

function modelWords(state: AppState): string {
  if (state.phase.type === 'loading') return 'loading';
  return state.model === null ? 'not loaded' : 'ready';
}

/** What runs: model, adapter, and where its bytes came from. */
export function EnginePanel({ state, models, onLoad, onChooseModel }: EnginePanelProps): JSX.Element {
  const chosen = models.find((model) => model.id === state.modelId);
  const busy = state.phase.type === 'loading' || state.phase.type === 'running';
  const standing =
    state.model !== null ? 'on' : state.phase.type === 'loading' ? 'warming' : state.probe.type === 'missing' ? 'broken' : 'off';
  const files = state.lastLoad?.files ?? [];
  const bytesFrom = (source: 'network' | 'cache'): number =>
    files.filter((file) => file.source === source).reduce((sum, file) => sum + file.bytes, 0);
  return (
    <HeaderFold
      summary={
        <>
          <span className={`lamp lamp-${standing}`} aria-hidden="true" />
          {chosen?.title ?? state.modelId}, {modelWords(state)}
          <span className="fact-soft">
            {state.probe.type === 'found' && 'on '}
            {adapterWords(state)}
          </span>
        </>
      }
    >
      {models.length > 1 && (
        <label className="field">
          <span>Model</span>
          <select value={state.modelId} disabled={busy} onChange={(event) => onChooseModel(event.target.value)}>
            {models.map((model) => (
              <option key={model.id} value={model.id}>
                {model.title} ({bytesInWords(model.bytes)})
              </option>
            ))}
          </select>
        </label>
      )}
      <dl className="facts">
        <dt>Graphics</dt>
        <dd>{adapterWords(state)}</dd>
        <dt>Instant order</dt>
        <dd>{encoderFactWords(state.firstStage.encoder)}</dd>
        {state.model === null ? (
          <>
            <dt>Size</dt>
            <dd>
              {chosen === undefined
                ? 'unknown'
                : `${bytesInWords(chosen.bytes)}, fetched once from this site and then kept in the browser’s cache`}
            </dd>
          </>
        ) : (
          <>
            <dt>Loaded in</dt>
            <dd>{(state.model.loadMs / 1000).toFixed(1)} s</dd>
            <dt>From network</dt>
            <dd>{bytesInWords(bytesFrom('network'))}</dd>
            <dt>From cache</dt>
            <dd>{bytesInWords(bytesFrom('cache'))}</dd>
            <dt>Context</dt>
            <dd>{state.model.contextTokens.toLocaleString('en')} tokens</dd>
            <dt>Library</dt>
            <dd>
              <code>{state.model.identity.library}</code>, {choiceWords(state.model.choice)}
            </dd>
            {state.model.choice.measured.length > 0 && (
              <>
                <dt>Measured</dt>
                <dd>
                  {state.model.choice.measured.map((one) => (
                    <div key={one.library}>{measuredWords(one)}</div>
                  ))}
                </dd>
              </>
            )}
            <dt>Manifest</dt>
            <dd>
              <code title={state.model.identity.manifestSha256}>{state.model.identity.manifestSha256.slice(0, 12)}…</code>
            </dd>
          </>
        )}
      </dl>
      {state.model === null && !busy && state.probe.type !== 'missing' && (
        <button type="button" className="button button-quiet" onClick={onLoad}>
          Load the model now
        </button>
      )}
    </HeaderFold>
  );
}
