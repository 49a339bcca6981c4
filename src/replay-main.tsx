import { StrictMode, useId, useMemo, useRef, useState } from 'react';
import type { JSX } from 'react';
import { createRoot } from 'react-dom/client';
import type { RunEvent } from './protocol/run-event.ts';
import { parseLogFile } from './state/parse-log-file.ts';
import type { LogFileProblem } from './state/parse-log-file.ts';
import type { RunLogFile } from './state/run-log-file.ts';
import { selectRankedRows } from './state/select-ranked-rows.ts';
import { viewAt } from './state/view-at.ts';
import { HighlightContext } from './ui/app/highlight.ts';
import { useHighlight } from './ui/app/use-highlight.ts';
import { RankedList } from './ui/ranking/ranked-list.tsx';
import { TraceView } from './ui/trace/trace-view.tsx';
import { clock } from './ui/words/format-words.ts';
import { runOutcomeWords } from './ui/words/outcome-words.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/layout.css';
import './ui/styles/input.css';
import './ui/styles/run.css';
import './ui/styles/trace.css';
import './ui/styles/ranking.css';

/** Composition root of the replay file: a log inside the page, no worker, no model, no network. */
const EMPTY = 'This is the empty template of the replay file. Save a run as HTML from Glassrank to get one with a run inside.';

interface ReplayProps {
  readonly file: RunLogFile;
  readonly problems: readonly LogFileProblem[];
}

/** What just happened, for people who move the scrubber without seeing the list. */
function momentWords(event: RunEvent | undefined): string {
  if (event === undefined) return '';
  if (event.type === 'run-start') return 'the run begins';
  if (event.type === 'run-end') return 'the end';
  if (event.type === 'window-start') return `window ${event.window + 1} is read`;
  if (event.type === 'window-end') return `window ${event.window + 1} is settled`;
  if (event.type === 'order-update') return `window ${event.window + 1}: a tentative order`;
  return `window ${event.window + 1}: ${event.type === 'answer-delta' ? 'answering' : 'thinking'}`;
}

function Replay({ file, problems }: ReplayProps): JSX.Element | null {
  const ids = useId();
  const root = useRef<HTMLDivElement>(null);
  const highlight = useHighlight(root);
  const last = file.events.length - 1;
  const [index, setIndex] = useState(last);
  const run = viewAt(file.events, { type: 'at', index });
  const rows = useMemo(() => (run === null ? [] : selectRankedRows(run)), [run]);
  if (run === null) return <p className="app">{EMPTY}</p>;
  const done = run.windows.filter((window) => window.phase === 'ended').length;
  const moment = `${clock(run.lastAt)}, ${momentWords(file.events[index])}`;
  return (
    <HighlightContext value={highlight}>
      <div className="app" ref={root}>
        <header className="header">
          <div>
            <h1 dir="auto">{run.request.query.text}</h1>
            <p className="hint">
              A run of Glassrank {file.app.version} with {run.model.id}, saved {file.exportedAt}. This file holds all it shows and
              asks nothing of the network.
            </p>
          </div>
        </header>
        <main>
          {problems.map((problem) => (
            <p key={problem.code} className="hint">
              {problem.message} {problem.hint}
            </p>
          ))}
          <p className="field">
            <label htmlFor={`${ids}-time`}>Time</label>
            <input
              id={`${ids}-time`}
              type="range"
              min={0}
              max={last}
              step={1}
              value={index}
              aria-valuetext={moment}
              onChange={(event) => setIndex(event.currentTarget.valueAsNumber)}
            />
            <output htmlFor={`${ids}-time`}>{moment}</output>
          </p>
          <div className="columns">
            <div className="column-left">
              <TraceView run={run} />
            </div>
            <div className="column-right">
              <section className="ranking-panel" aria-labelledby={`${ids}-ranking`}>
                <div className="panel-head">
                  <h2 id={`${ids}-ranking`}>Ranking</h2>
                  <p className="panel-note">
                    {run.outcome !== null
                      ? runOutcomeWords(run.outcome, done, run.plan.length)
                      : run.tentative === null
                        ? `Committed: ${done} of ${run.plan.length}`
                        : 'Tentative'}
                  </p>
                </div>
                <RankedList
                  rows={rows}
                  final={run.outcome !== null}
                  label={run.tentative === null ? 'Ranking' : 'Tentative ranking'}
                />
              </section>
            </div>
          </div>
        </main>
      </div>
    </HighlightContext>
  );
}

function Page({ text }: { readonly text: string }): JSX.Element {
  if (text.trim() === '') return <p className="app">{EMPTY}</p>;
  const parsed = parseLogFile(text);
  if (parsed.ok) return <Replay {...parsed.value} />;
  return (
    <div className="app">
      <h1>This replay cannot be shown</h1>
      {parsed.error.map((problem) => (
        <p key={`${problem.line}.${problem.column}.${problem.code}`}>
          {problem.message} {problem.hint}
        </p>
      ))}
    </div>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('replay.html has no #root');
const text = document.getElementById('glassrank-log')?.textContent ?? '';
createRoot(root).render(
  <StrictMode>
    <Page text={text} />
  </StrictMode>,
);
