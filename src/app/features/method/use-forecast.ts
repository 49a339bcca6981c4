import { useEffect, useState } from 'react';
import type { RunForecast } from '../../../core/log/event.ts';
import type { RankRequest } from '../../../core/request.ts';
import type { AppState } from '../../page/state.ts';

/** Settings and list rest this long before the engine is asked: it counts every passage. */
const REST_MS = 300;

/**
 * The engine's forecast for what stands on the page; null until it is known, while a model runs or loads, and for what has changed since. `ask` must
 * be the same function from render to render.
 */
export function useForecast({
  state,
  request,
  ask,
}: {
  readonly state: Pick<AppState, 'model' | 'settings' | 'phase'>;
  readonly request: RankRequest | null;
  readonly ask: (request: RankRequest) => Promise<RunForecast | null>;
}): RunForecast | null {
  const { model, settings, phase } = state;
  const busy = phase.type === 'running' || phase.type === 'loading';
  const [known, setKnown] = useState<{ readonly key: readonly unknown[]; readonly forecast: RunForecast | null } | null>(null);
  useEffect(() => {
    if (model === null || request === null || busy) return undefined;
    let late = false;
    const timer = setTimeout(() => {
      void ask(request).then((forecast) => {
        if (!late) setKnown({ key: [model, settings, request], forecast });
      });
    }, REST_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [model, settings, request, busy, ask]);
  const fresh = known !== null && known.key[0] === model && known.key[1] === settings && known.key[2] === request;
  return fresh ? known.forecast : null;
}
