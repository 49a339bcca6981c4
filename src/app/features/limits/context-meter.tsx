import type { JSX } from 'react';
import type { ContextMeter } from '../../../core/read/limits.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';

interface Row {
  readonly name: string;
  readonly tokens: number;
  /** A part of the row above. */
  readonly within?: boolean;
}

interface ContextMeterViewProps {
  readonly meter: ContextMeter;
  readonly labelledBy: string;
}

/** How full the model's context is: a meter, and every number behind it. */
export function ContextMeterView({ meter, labelledBy }: ContextMeterViewProps): JSX.Element {
  const words = useStageWords().limits;
  const format = useWords().format;
  const { contextTokens, promptTokens, thoughtTokens, answerTokens, freeTokens, prompt } = meter;
  const rows: readonly Row[] = [
    { name: words.prompt, tokens: promptTokens },
    ...(prompt === null
      ? []
      : [
          { name: words.instructions, tokens: prompt.instructions, within: true },
          { name: words.query, tokens: prompt.query, within: true },
          { name: words.passages, tokens: prompt.passages, within: true },
          { name: words.template, tokens: prompt.template, within: true },
          ...(prompt.joined === 0 ? [] : [{ name: words.joined, tokens: -prompt.joined, within: true }]),
        ]),
    { name: words.thoughtRoom, tokens: thoughtTokens },
    ...(answerTokens === null ? [] : [{ name: words.answerRoom, tokens: answerTokens }]),
    ...(freeTokens === null ? [] : [{ name: words.free, tokens: freeTokens }]),
    ...(contextTokens === null ? [] : [{ name: words.context, tokens: contextTokens }]),
  ];
  const used = contextTokens === null || freeTokens === null ? null : contextTokens - freeTokens;
  return (
    <>
      {contextTokens !== null && used !== null && (
        <>
          <meter className="context-meter" min={0} max={contextTokens} value={used} aria-labelledby={labelledBy} />
          <p>{words.meterWords({ used, context: contextTokens })}</p>
        </>
      )}
      <dl className="token-list">
        {rows.map(({ name, tokens, within }) => (
          <div key={name} className={within === true ? 'token-part' : undefined}>
            <dt>{name}</dt>
            <dd className="figure">{format.number(tokens)}</dd>
          </div>
        ))}
      </dl>
      {prompt === null && <p className="hint">{words.notCounted}</p>}
    </>
  );
}
