import { useRef } from 'react';
import type { JSX } from 'react';
import type { AdapterSummary, EngineWanted } from '../../engines/engine-client.ts';
import { windowSeconds } from '../../engines/engine-choice.ts';
import { ENGINES_WANTED } from '../../engines/engine-client.ts';
import type { StillState } from '../page/select.ts';
import { isBarred } from '../page/select.ts';
import { useWords } from '../words/index.ts';
import type { Words } from '../words/index.ts';
import { GgufPicker } from '../features/models/gguf-picker.tsx';
import { selectStored } from '../features/run/shelf.ts';
import { HeaderFold } from './header-fold.tsx';
import { ModelChoiceList } from './model-choice.tsx';
import type { ModelChoice } from './model-choice.tsx';

export interface EnginePanelProps {
  readonly state: StillState;
  readonly models: readonly ModelChoice[];
  readonly onLoad: () => void;
  readonly onChooseModel: (modelId: string) => void;
  readonly onChooseEngine: (wanted: EngineWanted) => void;
}

function adapterName(adapter: AdapterSummary, words: Words['header']): string {
  const name = adapter.description.trim() || [adapter.vendor, adapter.architecture].filter((part) => part !== '').join(' ');
  return name === '' ? words.unnamedAdapter : name;
}

function adapterFact({ probe }: StillState, words: Words['header'], processor: Words['processor']): string {
  if (probe.type === 'asking') return words.asking;
  if (probe.type === 'missing') {
    if (probe.error.code === 'no-webgpu') return words.noWebGpu;
    return isBarred(probe) ? words.noneFits : words.engineDown;
  }
  if (probe.processor !== undefined) return processor.fact(probe.processor.threads);
  if (probe.adapter === null) return words.unnamedAdapter;
  const name = adapterName(probe.adapter, words);
  return probe.adapter.software ? words.software(name) : name;
}

/** What the model runs on, behind its name. */
function standsOn({ probe }: StillState, graphics: string, words: Pick<Words, 'header' | 'processor'>): string {
  if (probe.type !== 'found') return graphics;
  return probe.processor === undefined ? words.header.onAdapter(graphics) : words.processor.on(probe.processor.threads);
}

interface EngineChoiceProps {
  readonly wanted: EngineWanted;
  readonly disabled: boolean;
  readonly onChoose: (wanted: EngineWanted) => void;
}

/** Where models run: a setting of this browser and not of a run, as the same run can be made on either. */
function EngineChoice({ wanted, disabled, onChoose }: EngineChoiceProps): JSX.Element {
  const words = useWords().processor.wanted;
  return (
    <fieldset className="model-choice" disabled={disabled}>
      <legend>{words.legend}</legend>
      {ENGINES_WANTED.map((one) => (
        <label key={one} className="model-row">
          <input type="radio" name="engine-wanted" checked={one === wanted} onChange={() => onChoose(one)} />
          <span>{words.names[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function standingOf(state: StillState): 'off' | 'loading' | 'ready' {
  if (state.phase.type === 'loading') return 'loading';
  return state.model === null ? 'off' : 'ready';
}

/** What runs: model, adapter, and where its bytes came from. */
export function EnginePanel({ state, models, onLoad, onChooseModel, onChooseEngine }: EnginePanelProps): JSX.Element {
  const words = useWords().header;
  const format = useWords().format;
  const library = useWords().library;
  const firstStage = useWords().firstStage;
  const { modelChoice, asked, processor } = useWords();
  const graphics = adapterFact(state, words, processor);
  const picker = useRef<HTMLDivElement>(null);
  const unfold = (): void => {
    const fold = picker.current?.closest('details');
    if (fold) fold.open = true;
  };
  const stored = selectStored(state);
  const chosen = models.find((model) => model.id === state.modelId) ?? stored;
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
          {words.model({ title: chosen?.title ?? state.modelId, standing: standingOf(state) })}
          <span className="fact-soft">{standsOn(state, graphics, { header: words, processor })}</span>
        </>
      }
    >
      {models.length > 0 && (
        <ModelChoiceList
          models={models}
          {...state.shelf}
          chosen={state.modelId}
          adapter={state.probe.type === 'found' ? state.probe.adapter : null}
          disabled={busy || state.lent !== null}
          onChoose={onChooseModel}
        />
      )}
      <div ref={picker}>
        <GgufPicker then="use" disabled={busy || state.lent !== null} onDropped={unfold} onStored={onChooseModel} />
      </div>
      <EngineChoice wanted={state.preferences.engine} disabled={busy || state.lent !== null} onChoose={onChooseEngine} />
      <dl className="facts">
        <dt>{words.facts.graphics}</dt>
        <dd>{graphics}</dd>
        <dt>{words.facts.instantOrder}</dt>
        <dd>{firstStage.encoderFact(state.firstStage.encoder)}</dd>
        {state.model === null ? (
          <>
            <dt>{words.facts.size}</dt>
            <dd>
              {stored !== null
                ? modelChoice.stored(stored.bytes)
                : chosen === null
                  ? words.sizeUnknown
                  : words.sizeOnce(chosen.bytes)}
            </dd>
          </>
        ) : (
          <>
            <dt>{words.facts.loadedIn}</dt>
            <dd>{format.seconds(state.model.loadMs)}</dd>
            <dt>{words.facts.fromNetwork}</dt>
            <dd>{format.bytes(bytesFrom('network'))}</dd>
            <dt>{words.facts.fromCache}</dt>
            <dd>{format.bytes(bytesFrom('cache'))}</dd>
            <dt>{words.facts.context}</dt>
            <dd>{format.tokens(state.model.contextTokens)}</dd>
            {state.model.asked !== undefined && (
              <>
                <dt>{modelChoice.prompt}</dt>
                <dd>{asked.reasons[state.model.asked.reason](state.model.asked.title)}</dd>
              </>
            )}
            <dt>{words.facts.library}</dt>
            <dd>
              <code>{state.model.identity.library}</code>
              {state.model.choice !== undefined && words.libraryChoice(state.model.choice)}
            </dd>
            {state.model.choice !== undefined && state.model.choice.measured.length > 0 && (
              <>
                <dt>{words.facts.measured}</dt>
                <dd>
                  {state.model.choice.measured.map((one) => (
                    <div key={one.library}>{library.measured(one)}</div>
                  ))}
                </dd>
              </>
            )}
            {state.model.engines !== undefined && (
              <>
                <dt>{processor.timed.title}</dt>
                <dd>
                  {state.model.engines.measured.map(({ engine, readTokensPerSecond: read, writeTokensPerSecond: write }) => (
                    <div key={engine}>
                      {processor.timed.line({
                        engine: processor.timed.engines[engine],
                        read,
                        write,
                        seconds: windowSeconds({ readTokensPerSecond: read, writeTokensPerSecond: write }),
                      })}
                    </div>
                  ))}
                  {processor.timed.why[state.model.engines.reason]}
                </dd>
              </>
            )}
            <dt>{words.facts.manifest}</dt>
            <dd>
              <code title={state.model.identity.manifestSha256}>{state.model.identity.manifestSha256.slice(0, 12)}…</code>
            </dd>
          </>
        )}
      </dl>
      {state.model === null && !busy && state.probe.type !== 'missing' && (
        <button type="button" className="button button-quiet" onClick={onLoad}>
          {words.load}
        </button>
      )}
    </HeaderFold>
  );
}
