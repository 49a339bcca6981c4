import type { JSX } from 'react';
import { readCount } from '../../core/documents/best.ts';
import { selectForecast } from '../../core/read/forecast.ts';
import { selectMethod } from '../../core/run/method.ts';
import type { ProcessorSummary } from '../../engines/engine-client.ts';
import { selectReading } from '../features/input/reading.ts';
import { useForecast } from '../features/method/use-forecast.ts';
import type { AppActions } from '../page/actions.ts';
import { selectSettings } from '../page/select.ts';
import type { StillState } from '../page/select.ts';
import { useWords } from '../words/index.ts';
import { SHIPPED_PRESET } from '../../core/preset/shipped.ts';

interface ProcessorNoticeProps {
  readonly processor: ProcessorSummary;
  readonly state: StillState;
  readonly actions: AppActions;
}

/** Said plainly, because it decides whether a run takes seconds or minutes: how many threads compute and why, what was timed, and what that means for this list. */
export function ProcessorNotice({ processor: { threads, cores, isolated }, state, actions }: ProcessorNoticeProps): JSX.Element {
  const { processor: words, format } = useWords();
  const { request } = selectReading(state.input);
  const speed = state.model?.processor ?? null;
  const forecast = useForecast({ state, request, ask: actions.forecast });
  const method = selectMethod(selectSettings(state), state.model?.identity.template ?? SHIPPED_PRESET);
  const cost =
    speed === null || request === null
      ? null
      : selectForecast({
          method,
          count: readCount(request, state.settings.rerankDepth ?? null),
          forecast,
          measured: null,
          timed: speed,
        });
  return (
    <p className="notice notice-slow">
      <strong>{words.title}</strong> {words.about} {threads === 1 && !isolated && cores > 2 && words.alone({ cores })}{' '}
      {speed !== null && words.speed({ read: speed.readTokensPerSecond, write: speed.writeTokensPerSecond })}{' '}
      {cost !== null && cost.seconds !== null && words.list(format.roughly(1000 * cost.seconds[1]))}{' '}
      {speed !== null && speed.inexactScales > 0 && words.rounded({ scales: speed.inexactScales, of: speed.scales })}
    </p>
  );
}
