import { useState } from 'react';
import type { JSX } from 'react';
import type { PromptPart } from '../../../core/log/event.ts';
import type { WindowView } from '../../../core/log/view.ts';
import type { ContextMeter } from '../../../core/read/limits.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';

interface PromptSentProps {
  readonly window: WindowView;
  readonly meter: ContextMeter;
}

/** The messages of one window letter for letter, with the tokens of each part where the log recorded them. */
export function PromptSent({ window, meter }: PromptSentProps): JSX.Element {
  const words = useStageWords().limits;
  const [open, setOpen] = useState(false);
  const { messages, promptTokens } = window;
  // Parts are stretches of the one message; in a log where that does not hold they would point anywhere.
  const only = messages.length === 1 ? messages[0] : undefined;
  const parts = only !== undefined && meter.parts.at(-1)?.to === only.content.length ? meter.parts : [];
  return (
    <details className="prompt-sent" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.sent}</summary>
      {open && (
        <>
          <p>
            {messages.length === 0 && words.noPrompt} {words.sentWhole(promptTokens)}{' '}
            {meter.prompt === null ? words.notCounted : words.templateNote(meter.prompt.template)}
          </p>
          {messages.map((message, index) => (
            <pre key={`${message.role}.${index}`} dir="auto" tabIndex={0}>
              {parts.length === 0
                ? message.content
                : parts.map(({ part, from, to }) => (
                    <span key={from} className={`prompt-part prompt-${part}`}>
                      {message.content.slice(from, to)}
                    </span>
                  ))}
            </pre>
          ))}
          {parts.length > 0 && <PartTable parts={parts} />}
        </>
      )}
    </details>
  );
}

function PartTable({ parts }: { readonly parts: readonly PromptPart[] }): JSX.Element {
  const words = useStageWords().limits;
  const format = useWords().format;
  return (
    <table className="part-table">
      <thead>
        <tr>
          <th scope="col">{words.part}</th>
          <th scope="col">{words.tokens}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ part, identifier, from, tokens }) => (
          <tr key={from}>
            <th scope="row">{part === 'passage' ? words.passage(identifier ?? 0) : words[part]}</th>
            <td className="figure">{format.number(tokens)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
