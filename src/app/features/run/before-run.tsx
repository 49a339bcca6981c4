import { useId } from 'react';
import type { JSX } from 'react';
import { choiceFor, depthSteps, readCount } from '../../../core/documents/best.ts';
import { selectForecast } from '../../../core/read/forecast.ts';
import type { ForecastView } from '../../../core/read/forecast.ts';
import { SHIPPED_PRESET } from '../../../core/preset/shipped.ts';
import type { RankRequest } from '../../../core/request.ts';
import { selectMethod } from '../../../core/run/method.ts';
import { SETTINGS } from '../../../core/run/settings.ts';
import type { LoadedModel } from '../../../engines/engine-client.ts';
import type { AppActions } from '../../page/actions.ts';
import { selectSettings } from '../../page/select.ts';
import type { StillState } from '../../page/select.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import { usePage } from '../../page/use-page.ts';
import { useWords } from '../../words/index.ts';
import { useToldWords } from '../../words/told.ts';
import type { Reading } from '../input/reading.ts';
import { useForecast } from '../method/use-forecast.ts';

interface BeforeRunProps {
  readonly state: StillState;
  readonly reading: Reading;
  readonly actions: Pick<AppActions, 'forecast'>;
  readonly dispatch: (action: AppAction) => void;
}

/** The last run of this page: not one that was opened from elsewhere. */
const selectOwnRun = ({ run, opened }: AppState): AppState['run'] => (opened === null ? run : null);

/** What the timing of a model told as it was loaded, wherever it runs; null: nobody has timed it here. */
function timedOf(model: LoadedModel | null): NonNullable<Parameters<typeof selectForecast>[0]['timed']> | null {
  if (model?.processor !== undefined) return model.processor;
  const { library, measured = [] } = model?.choice ?? {};
  const found = measured.find((one) => one.library === library);
  if (found === undefined || found.prefillTokensPerSecond <= 0 || found.decodeTokensPerSecond <= 0) return null;
  return { readTokensPerSecond: found.prefillTokensPerSecond, writeTokensPerSecond: found.decodeTokensPerSecond };
}

/** Before a run: how far down the list a model is to read, what that leaves out, in how many windows, and about how long it takes where that was measured. */
export function BeforeRun({ state, reading, actions, dispatch }: BeforeRunProps): JSX.Element | null {
  const { request } = reading;
  const measured = usePage(selectOwnRun);
  const forecast = useForecast({ state, request, ask: actions.forecast });
  if (request === null) return null;
  const depth = state.settings.rerankDepth ?? null;
  const count = readCount(request, depth);
  const method = selectMethod(selectSettings(state), state.model?.identity.template ?? SHIPPED_PRESET);
  // A run with another model says nothing of this one.
  const same = measured !== null && state.model !== null && measured.model.id === state.model.identity.id ? measured : null;
  const cost = selectForecast({ method, count, forecast, measured: same, timed: timedOf(state.model) });
  return (
    <section className="before-run">
      <DepthSlider
        request={request}
        count={count}
        locked={state.phase.type === 'loading'}
        onChoose={(chosen) =>
          dispatch({
            type: 'settings-edit',
            // All of them, of a longer list too.
            change: { rerankDepth: chosen < request.candidates.length ? chosen : Number(SETTINGS.rerankDepth.most) },
          })
        }
      />
      <WhatHappens request={request} depth={depth} count={count} cost={cost} loaded={state.model !== null} />
    </section>
  );
}

interface DepthSliderProps {
  readonly request: RankRequest;
  readonly count: number;
  readonly locked: boolean;
  readonly onChoose: (depth: number) => void;
}

function DepthSlider({ request, count, locked, onChoose }: DepthSliderProps): JSX.Element {
  const words = useToldWords().depth;
  const label = useWords().settings.fields.rerankDepth.label;
  const id = useId();
  const steps = depthSteps(request);
  const all = request.candidates.length;
  const at = Math.max(
    0,
    steps.findLastIndex((step) => step <= count),
  );
  return (
    <div className="depth">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{words.step({ count, of: all })}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={at}
        disabled={locked}
        aria-valuetext={words.step({ count, of: all })}
        onChange={({ target }) => onChoose(steps[target.valueAsNumber] ?? all)}
      />
      <span className="hint" aria-hidden="true">
        {words.least}
      </span>
      <span className="hint depth-most" aria-hidden="true">
        {words.most}
      </span>
    </div>
  );
}

interface WhatHappensProps {
  readonly request: RankRequest;
  readonly depth: number | null;
  readonly count: number;
  readonly cost: ForecastView | null;
  readonly loaded: boolean;
}

function WhatHappens({ request, depth, count, cost, loaded }: WhatHappensProps): JSX.Element {
  const words = useToldWords().depth;
  const forecast = useWords().forecast;
  const left = request.candidates.length - count;
  if (count === 0) return <p className="hint">{words.none}</p>;
  const time =
    cost?.seconds != null
      ? forecast.time(cost.seconds)
      : !loaded
        ? words.notMeasured
        : cost?.promptTokens == null
          ? words.reckoning
          : words.afterFirst;
  return (
    <>
      {left > 0 && (
        <p className="hint">
          {request.documents === undefined
            ? words.left(left)
            : words.leftOfDocuments({ left, each: choiceFor(request, depth).each, documents: request.documents.length })}
        </p>
      )}
      {cost !== null && (
        <p className="hint before-cost">
          {forecast.calls(cost.calls)} · {time}
        </p>
      )}
    </>
  );
}
