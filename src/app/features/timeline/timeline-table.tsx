import { useState } from 'react';
import type { JSX } from 'react';
import type { Timeline, TimelinePhase, TimelineWindow } from '../../../core/read/timeline.ts';
import { CallNames } from '../trace/passage-names.tsx';
import { Terms } from '../../shell/glossary.tsx';
import { useStageWords } from '../../words/stage.ts';

const PHASES: readonly TimelinePhase['phase'][] = ['reading', 'thinking', 'answering'];

/** The timeline's twin in words: every window with the time and tokens of its phases. */
export function TimelineTable({ timeline }: { readonly timeline: Timeline }): JSX.Element {
  const words = useStageWords().timeline;
  const [open, setOpen] = useState(false);
  return (
    <details className="fold timeline-figures" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.figures}</summary>
      {open && (
        <div className="fold-body timeline-table" tabIndex={0} role="group" aria-label={words.figures}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.window}</th>
                <th scope="col">{words.places}</th>
                {PHASES.map((phase) => (
                  <th key={phase} scope="col">
                    {words.phases[phase]}
                  </th>
                ))}
                {timeline.windows.some(({ forced }) => forced !== null) && <th scope="col">{words.forced}</th>}
                <th scope="col">{words.changes}</th>
              </tr>
            </thead>
            <tbody>
              {timeline.windows.map((window) => (
                <Row key={window.window} window={window} withForced={timeline.windows.some(({ forced }) => forced !== null)} />
              ))}
            </tbody>
          </table>
          <Terms of={['window', 'stride']} />
        </div>
      )}
    </details>
  );
}

function Row({ window, withForced }: { readonly window: TimelineWindow; readonly withForced: boolean }): JSX.Element {
  const words = useStageWords().timeline;
  const { calls, passageReading } = useStageWords();
  const { passages } = passageReading;
  const { head } = window;
  const plain = head.asks === 'order' && head.places === null && head.sample === null;
  return (
    <tr>
      <th scope="row">{words.number(window.window + 1)}</th>
      <td>
        {plain ? words.span({ first: window.start + 1, last: window.end }) : calls.head(head)}
        {head.sample !== null && `, ${calls.sample(head.sample)}`}
        <CallNames named={head.named} />
      </td>
      {PHASES.map((name) => {
        const phase = window.phases.find((one) => one.phase === name);
        return (
          <td key={name} className="figure">
            {phase === undefined
              ? '–'
              : `${words.seconds(phase.toMs - phase.fromMs)}, ${words.tokens({ tokens: phase.tokens, from: phase.tokensFrom })}`}
            {name === 'reading' && window.reads.length > 0 && `, ${passages(window.reads.length)}`}
          </td>
        );
      })}
      {withForced && (
        <td className="figure">
          {window.forced === null ? '–' : words.forcedOf({ forced: window.forced, written: window.tokens })}
        </td>
      )}
      <td className="figure">{words.number(window.changes.length)}</td>
    </tr>
  );
}
