import { useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';
import { viewAt } from '../../../core/log/cursor.ts';
import type { RunEvent } from '../../../core/log/event.ts';
import type { RunView } from '../../../core/log/view.ts';
import { startingRanking } from '../../../core/ranking.ts';
import { RowMoves } from '../ranking/row-moves.tsx';
import { galleryEntry, galleryFile, LANDING, modelName } from './entries.ts';
import { useGalleryWords } from './words.ts';
import './landing-run.css';

/** About how long the run is played, in milliseconds: it is told how many times faster that is. */
const PLAYED_MS = 12_000;
/** A page that was hidden goes on from where it stopped. */
const MOST_PER_FRAME_MS = 250;

let coming: Promise<readonly RunEvent[] | null> | null = null;

/** The recorded run's events, fetched once; null: they could not be. */
async function recordedEvents(): Promise<readonly RunEvent[] | null> {
  const address = new URL(galleryFile(LANDING), document.baseURI);
  coming ??= fetch(address, { signal: AbortSignal.timeout(30_000) })
    .then(async (response) => (response.ok ? ((await response.json()) as { readonly events: readonly RunEvent[] }).events : null))
    .catch(() => null);
  return coming;
}

function useRecorded(): readonly RunEvent[] | null | undefined {
  const [log, setLog] = useState<readonly RunEvent[] | null | undefined>(undefined);
  useEffect(() => {
    let here = true;
    void recordedEvents().then((found) => here && setLog(found));
    return () => {
      here = false;
    };
  }, []);
  return log;
}

/** Index of the last event up to that time. */
function indexAt(log: readonly RunEvent[], ms: number): number {
  const next = log.findIndex(({ at }) => at > ms);
  return next === -1 ? log.length - 1 : Math.max(0, next - 1);
}

/** Plays a log once a frame. Stands at its end where motion is not wanted, until it is played. */
function usePlayed(log: readonly RunEvent[], times: number) {
  const last = log.length - 1;
  const [still] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [index, setIndex] = useState(still ? last : 0);
  const [playing, setPlaying] = useState(!still);
  const at = useRef(0);
  useEffect(() => {
    if (!playing) return undefined;
    let before: number | null = null;
    let frame = requestAnimationFrame(step);
    function step(now: number): void {
      if (before !== null) at.current += Math.min(now - before, MOST_PER_FRAME_MS) * times;
      before = now;
      const to = indexAt(log, at.current);
      setIndex(to);
      if (to === last) setPlaying(false);
      else frame = requestAnimationFrame(step);
    }
    return () => cancelAnimationFrame(frame);
  }, [playing, log, times, last]);
  return {
    index,
    playing,
    over: index === last,
    play(): void {
      if (index === last) at.current = 0;
      setPlaying(true);
    },
    pause: (): void => setPlaying(false),
  };
}

/** Calls `stop` when the person does something anywhere else on the page. */
function useElsewhere(stop: () => void): React.RefObject<HTMLElement | null> {
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    const hear = ({ target }: Event): void => {
      if (!(target instanceof Node && own.current?.contains(target) === true)) stop();
    };
    for (const kind of ['pointerdown', 'keydown'] as const) document.addEventListener(kind, hear, true);
    return () => {
      for (const kind of ['pointerdown', 'keydown'] as const) document.removeEventListener(kind, hear, true);
    };
  }, [stop]);
  return own;
}

interface LandingRunProps {
  readonly onMore: () => void;
}

/** A recorded run that plays by itself where nothing has been done yet. Its panes have their height from the beginning; nothing around them moves. */
export function LandingRun({ onMore }: LandingRunProps): JSX.Element | null {
  const { gallery } = useGalleryWords();
  const log = useRecorded();
  if (log === null) return null;
  if (log === undefined) return <div className="landing-run" aria-hidden="true" />;
  return <Played log={log} onMore={onMore} label={gallery.landing.label} />;
}

function Played({ log, onMore, label }: LandingRunProps & { readonly log: readonly RunEvent[]; readonly label: string }) {
  const { gallery } = useGalleryWords();
  const words = gallery.landing;
  const times = Math.max(1, Math.round((log.at(-1)?.at ?? 0) / PLAYED_MS));
  const { index, playing, over, play, pause } = usePlayed(log, times);
  const own = useElsewhere(pause);
  const run = viewAt(log, { type: 'at', index });
  if (run === null) return null;
  return (
    <section className="landing-run" ref={own} aria-label={label}>
      <p className="landing-mark">
        <strong>{words.mark(modelName(galleryEntry(LANDING)?.model ?? run.model.id))}</strong> {words.speed(times)}
      </p>
      <p className="landing-query" dir="auto">
        {run.request.query.text}
      </p>
      <div className="landing-panes">
        <Thought run={run} />
        <Order run={run} />
      </div>
      <p className="landing-tools">
        <button type="button" className="button button-quiet" onClick={playing ? pause : play}>
          {playing ? words.pause : over ? words.again : words.play}
        </button>
        <button type="button" className="link" onClick={onMore}>
          {words.more}
        </button>
      </p>
    </section>
  );
}

function Thought({ run }: { readonly run: RunView }): JSX.Element {
  const { gallery } = useGalleryWords();
  const words = gallery.landing;
  const pane = useRef<HTMLDivElement>(null);
  const window = run.windows.at(-1);
  const written = `${window?.reasoning.trim() ?? ''} ${window?.answer.trim() ?? ''}`.trim();
  const now = window?.reading?.now ?? null;
  useEffect(() => {
    const { current } = pane;
    if (current !== null) current.scrollTop = current.scrollHeight;
  }, [written]);
  return (
    <div className="landing-thought">
      <h3>{words.thought}</h3>
      <div ref={pane} dir="auto">
        {written !== '' ? written : now !== null ? <em>{words.reading(now + 1, run.request.candidates.length)}</em> : null}
      </div>
    </div>
  );
}

function Order({ run }: { readonly run: RunView }): JSX.Element {
  const { gallery } = useGalleryWords();
  const words = gallery.landing;
  const list = useRef<HTMLOListElement>(null);
  const began = startingRanking(run.request);
  const identifiers = new Map(run.windows.at(-1)?.passages.map(({ docId, identifier }) => [docId, identifier]));
  return (
    <div className="landing-list">
      <h3>{words.list}</h3>
      <RowMoves list={list} order={JSON.stringify(run.ranking)}>
        <ol ref={list}>
          {run.ranking.map((docId, place) => {
            const up = began.indexOf(docId) - place;
            const text = run.request.candidates.find((one) => one.docId === docId)?.text;
            return (
              <li key={docId} data-key={docId} data-settled={run.outcome !== null || undefined} dir="auto">
                <span className="figure">[{identifiers.get(docId) ?? began.indexOf(docId) + 1}]</span>
                <span className="landing-text">{text}</span>
                <span className="figure landing-move" aria-hidden="true">
                  {up > 0 ? `↑${up}` : up < 0 ? `↓${-up}` : ''}
                </span>
              </li>
            );
          })}
        </ol>
      </RowMoves>
    </div>
  );
}
