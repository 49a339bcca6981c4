import { useEffect, useId, useRef } from 'react';
import type { JSX } from 'react';
import type { AppActions } from '../../page/actions.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import { ComparedRunsView } from '../history/compared-runs-view.tsx';
import { GALLERY, modelName, recordedBy } from './entries.ts';
import type { GalleryEntry } from './entries.ts';
import type { GalleryPair } from './slice.ts';
import { useGalleryWords } from './words.ts';
import './gallery.css';

type GalleryViewState = Pick<AppState, 'gallery'> & { readonly busy: boolean };

export function selectGalleryView({ gallery, phase }: AppState): GalleryViewState {
  return { gallery, busy: phase.type === 'running' };
}

interface GalleryViewProps {
  readonly state: GalleryViewState;
  readonly actions: AppActions;
  readonly dispatch: (action: AppAction) => void;
}

/** All recorded runs, what each shows, and the ways into it. */
export function GalleryView({ state: { gallery, busy }, actions, dispatch }: GalleryViewProps): JSX.Element {
  const { gallery: words } = useGalleryWords();
  const ids = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const close = (): void => {
    dispatch({ type: 'gallery-pair', pair: null });
    heading.current?.focus();
  };
  return (
    <section className="gallery" aria-labelledby={`${ids}-title`}>
      <h2 id={`${ids}-title`} ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p className="gallery-lead">{words.lead}</p>
      {gallery.trouble !== null && (
        <p className="problem" role="alert">
          {words.missing(gallery.trouble)}
        </p>
      )}
      {busy && <p className="hint">{words.busy}</p>}
      {gallery.pair !== null && <Pair pair={gallery.pair} onClose={close} />}
      <ul className="gallery-cards">
        {GALLERY.map((entry) => (
          <li key={entry.id}>
            <Card entry={entry} busy={busy} actions={actions} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  readonly entry: GalleryEntry;
  readonly busy: boolean;
  readonly actions: AppActions;
}

function Card({ entry, busy, actions }: CardProps): JSX.Element {
  const { gallery: words, galleryTitles: titles } = useGalleryWords();
  const ids = useId();
  const { id, source } = entry;
  const twins = GALLERY.filter((other) => other.list === entry.list && other.id !== id);
  return (
    <article className="gallery-card" aria-labelledby={`${ids}-title`}>
      <p className="gallery-kind">{words.kinds[entry.kind]}</p>
      <h3 id={`${ids}-title`}>{titles[id]?.title ?? id}</h3>
      <p className="gallery-query" lang={entry.language} dir="auto">
        {entry.query}
      </p>
      <p>{titles[id]?.about}</p>
      <div className="gallery-tools">
        <button
          type="button"
          className="button button-rank"
          disabled={busy}
          aria-describedby={`${ids}-title`}
          onClick={() => void actions.gallery.open(id, 'watch')}
        >
          {words.watch}
        </button>
        {/* A link, so that its address can be passed on. */}
        <a
          className="link"
          href={`?run=${id}`}
          aria-describedby={`${ids}-title`}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            if (!busy) void actions.gallery.open(id, 'study');
          }}
        >
          {words.study}
        </a>
        <button
          type="button"
          className="link"
          disabled={busy}
          aria-describedby={`${ids}-title`}
          onClick={() => void actions.gallery.take(id)}
        >
          {words.here}
        </button>
      </div>
      {twins.length > 0 && (
        <div className="gallery-beside">
          <p id={`${ids}-beside`}>{words.beside}</p>
          <ul aria-labelledby={`${ids}-beside`}>
            {twins.map((twin) => (
              <li key={twin.id}>
                <button type="button" className="link" onClick={() => void actions.gallery.pair(id, twin.id)}>
                  {titles[twin.id]?.title ?? twin.id}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <dl className="gallery-facts">
        <dt>{words.model}</dt>
        <dd>
          <bdi>{modelName(entry.model)}</bdi> · {words.prompt} <bdi>{entry.preset}</bdi>
        </dd>
        <dt>{words.list}</dt>
        <dd>{words.about(entry.passages, entry.seconds)}</dd>
        <dt>{words.texts}</dt>
        <dd dir="auto">
          {source.address === null ? (
            source.attribution
          ) : (
            <a className="link" href={source.address} rel="noreferrer" target="_blank">
              {source.attribution}
            </a>
          )}{' '}
          ({source.licence})
        </dd>
        <dt>{words.command}</dt>
        <dd>
          <code dir="ltr">{recordedBy(id)}</code>
        </dd>
      </dl>
    </article>
  );
}

/** Two runs of one list: what each wrote and where it ended, and below that where they part. It stands above the cards: whoever opens it is taken there. */
function Pair({ pair, onClose }: { readonly pair: GalleryPair; readonly onClose: () => void }): JSX.Element {
  const { gallery: words, galleryTitles: titles } = useGalleryWords();
  const ids = useId();
  const { a, b } = pair;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [pair]);
  const nameOf = (id: string): string => titles[id]?.title ?? id;
  return (
    <section className="panel gallery-pair" aria-labelledby={`${ids}-title`}>
      <h3 id={`${ids}-title`} ref={heading} tabIndex={-1}>
        {words.pair}
      </h3>
      <div className="gallery-traces">
        {[a, b].map(({ id, run }) => (
          <div key={id}>
            <h4>{nameOf(id)}</h4>
            <div className="gallery-trace" tabIndex={0} role="group" aria-label={nameOf(id)} dir="auto">
              {run.windows.map((window) => (
                <p key={window.index}>
                  {window.reasoning.trim()} <strong>{window.answer.trim()}</strong>
                </p>
              ))}
            </div>
            <h5>{words.ends}</h5>
            <ol className="gallery-order">
              {run.ranking.map((docId) => (
                <li key={docId} dir="auto">
                  <bdi>{docId}</bdi> {run.request.candidates.find((one) => one.docId === docId)?.text.slice(0, 90)}
                </li>
              ))}
            </ol>
          </div>
        ))}
      </div>
      <ComparedRunsView
        compared={{ a: { name: nameOf(a.id), run: a.run }, b: { name: nameOf(b.id), run: b.run } }}
        onClose={onClose}
      />
    </section>
  );
}
