import type { JSX } from 'react';
import type { ForecastView } from '../../../core/read/forecast.ts';
import { useWords } from '../../words/index.ts';

interface ForecastLineProps {
  /** Null: no list, or one that needs no call. */
  readonly forecast: ForecastView | null;
}

/** What a run with these settings would cost: calls at once, tokens with a model, time with a measured run. */
export function ForecastLine({ forecast }: ForecastLineProps): JSX.Element {
  const words = useWords().forecast;
  if (forecast === null) {
    return (
      <p className="hint forecast">
        <b>{words.title}</b> {words.needsList}
      </p>
    );
  }
  const { calls, promptTokens, outputTokens, seconds } = forecast;
  const parts = [
    words.calls(calls),
    ...(promptTokens === null ? [words.tokensLater] : [words.promptTokens(promptTokens)]),
    ...(outputTokens === null ? [] : [words.outputTokens(outputTokens[1])]),
    ...(seconds === null ? (promptTokens === null ? [] : [words.timeLater]) : [words.time(seconds)]),
  ];
  return (
    <p className="hint forecast">
      <b>{words.title}</b> {parts.join(' · ')}
    </p>
  );
}
