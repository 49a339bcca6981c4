import { use, useEffect, useState } from 'react';
import type { JSX } from 'react';
import type { AppState } from '../../page/state.ts';
import { PageContext, sameFields, usePage } from '../../page/use-page.ts';
import { FoldOpenContext } from '../../shell/header-fold.tsx';
import { useWords } from '../../words/index.ts';
import { useToldWords } from '../../words/told.ts';
import { forgetStored, readStored } from './stored.ts';
import type { StoredPart, StoredWorld } from './stored.ts';
import './offline.css';

/** This browser's storage, as the page keeps things in it. */
const browserStorage = (): StoredWorld => ({
  local: () => localStorage,
  session: () => sessionStorage,
  caches: 'caches' in globalThis ? caches : undefined,
  database: 'glassrank-history',
  unregister: async () => {
    if ('serviceWorker' in navigator) await (await navigator.serviceWorker.getRegistration())?.unregister();
  },
  folder: new URL('./', document.baseURI).href,
});

interface Asked {
  readonly keepNothing: boolean;
  readonly busy: boolean;
}

const selectAsked = ({ preferences, phase }: AppState): Asked => ({
  keepNothing: preferences.keepNothing && !preferences.keepRuns,
  busy: phase.type === 'running' || phase.type === 'loading',
});

/** held: another tab does not let go of the database. */
type Step = 'none' | 'sure' | 'forgetting' | 'forgotten' | 'held';

const IN_DATABASE: ReadonlySet<StoredPart['kind']> = new Set(['runs', 'interrupted', 'experiments', 'aside']);

/** What is kept in this browser, how large it is, the switch that keeps nothing of what is written, and the way to be rid of all. */
export function KeptHere(): JSX.Element | null {
  const words = useToldWords().offline.here;
  const store = use(PageContext);
  const open = use(FoldOpenContext);
  const { keepNothing, busy } = usePage(selectAsked, sameFields);
  const [parts, setParts] = useState<readonly StoredPart[] | null>(null);
  const [step, setStep] = useState<Step>('none');
  useEffect(() => {
    if (!open) return;
    let gone = false;
    void readStored(browserStorage()).then((found) => {
      if (!gone) setParts(found);
    });
    return () => {
      gone = true;
    };
  }, [open, keepNothing]);
  if (store === null || !open) return null;
  const forget = async (): Promise<void> => {
    setStep('forgetting');
    const world = browserStorage();
    const all = await forgetStored(world);
    // Lists on the page that were read before, and what "undo" would bring back.
    store.dispatch({ type: 'offline-forgotten' });
    store.dispatch({ type: 'history-list', runs: [], bytes: 0, siteBytes: null, quotaBytes: null });
    store.dispatch({ type: 'history-removed', removed: null });
    store.dispatch({ type: 'history-aside', aside: [] });
    store.dispatch({ type: 'experiment-list', kept: [], siteBytes: null, quotaBytes: null });
    store.dispatch({ type: 'experiment-removed', removed: null });
    store.dispatch({ type: 'shelf-read', stored: [], unreadable: [] });
    const held = all ? [] : (parts ?? []).filter(({ kind }) => IN_DATABASE.has(kind));
    setParts([...(await readStored(all ? world : { ...world, database: '' })), ...held]);
    setStep(all ? 'forgotten' : 'held');
  };
  return (
    <section className="kept-here" aria-label={words.title}>
      <h3>{words.title}</h3>
      {parts !== null && <KeptTable parts={parts} />}
      <p role="status" data-forgotten={step === 'forgotten' ? parts?.length : undefined}>
        {step === 'forgetting' && words.forgetting}
        {step === 'held' && words.left}
        {step === 'forgotten' && (parts?.length === 0 ? words.forgotten : words.left)}
      </p>
      <label className="kept-switch">
        <input
          type="checkbox"
          checked={keepNothing}
          onChange={({ target }) =>
            store.dispatch({
              type: 'preference-choose',
              change: { keepNothing: target.checked, keepRuns: !target.checked },
            })
          }
        />
        <span>{words.keepNothing}</span>
      </label>
      <p className="hint">{words.keepNothingHint}</p>
      {step === 'sure' ? (
        <p className="kept-sure">
          {words.sure}{' '}
          <button type="button" className="button" onClick={() => void forget()}>
            {words.forgetAll}
          </button>{' '}
          <button type="button" className="button button-quiet" onClick={() => setStep('none')}>
            {words.cancel}
          </button>
        </p>
      ) : (
        <p>
          <button
            type="button"
            className="button button-quiet"
            disabled={busy || step === 'forgetting'}
            onClick={() => setStep('sure')}
          >
            {words.forget}
          </button>
          {busy && <span className="hint"> {words.busy}</span>}
        </p>
      )}
    </section>
  );
}

function KeptTable({ parts }: { readonly parts: readonly StoredPart[] }): JSX.Element {
  const words = useToldWords().offline.here;
  const { bytes } = useWords().format;
  if (parts.length === 0) return <p>{words.nothing}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.where}</th>
          <th scope="col">{words.size}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.kind} data-kept={part.kind}>
            <td>{words.kinds[part.kind]}</td>
            <td>{words.places[part.kind]}</td>
            <td className="figure">{bytes(part.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
