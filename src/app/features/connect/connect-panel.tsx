import { useEffect, useId, useRef, useState } from 'react';
import type { JSX } from 'react';
import type { AppActions } from '../../page/actions.ts';
import type { StillState } from '../../page/select.ts';
import { ErrorNotice } from '../../shell/notices.tsx';
import { isKey, readTyped } from './address.ts';
import type { AddressProblem, ServerAddress } from './address.ts';
import { FoundFacts } from './found-facts.tsx';
import type { ConnectSetup } from './setup.ts';
import { useSilent } from './silence.ts';
import { useConnectWords } from './words.ts';

interface ConnectPanelProps {
  readonly state: StillState;
  readonly actions: AppActions;
  readonly setup: ConnectSetup;
  readonly onConnect: () => void;
}

/** The models that a server named when it was asked for none, or for one that it has not. */
function namedModels({ phase, model }: StillState): readonly string[] {
  const error = phase.type === 'failed' && phase.during === 'load' ? phase.error : null;
  const served = error?.code === 'model-not-served' ? String(error.details?.['served'] ?? '') : '';
  if (served !== '') return served.split(', ');
  return model?.server?.models ?? [];
}

/** Address, key and model; how asking goes, in place; and what was found. What is typed stays, whatever comes of it. */
export function ConnectPanel({ state, actions, setup, onConnect }: ConnectPanelProps): JSX.Element {
  const { form: words, found } = useConnectWords();
  const [address, setAddress] = useState(setup.server?.address ?? '');
  const [key, setKey] = useState(setup.form.key);
  const [model, setModel] = useState(setup.form.model);
  const [problem, setProblem] = useState<AddressProblem | null>(null);
  const [keyWrong, setKeyWrong] = useState(false);
  /** Where the page would go, were it not that something written would be lost. */
  const [waiting, setWaiting] = useState<ServerAddress | null>(null);
  const addressField = useRef<HTMLInputElement>(null);
  const keyField = useRef<HTMLInputElement>(null);
  const modelField = useRef<HTMLSelectElement>(null);
  const id = useId();
  const { phase } = state;
  const loading = phase.type === 'loading';
  const silent = useSilent(setup.silence);
  const failure = phase.type === 'failed' && phase.during === 'load' ? phase.error : null;
  const models = namedModels(state);
  const severalModels = failure?.code === 'model-not-served' && failure.details?.['wanted'] === '' && models.length > 1;
  const typed = readTyped(address, setup.secure);
  const elsewhere = typed.ok && setup.server !== null && typed.value.origin !== setup.server.origin;
  const code = failure?.code ?? null;

  useEffect(() => {
    // The field that the failure is about, for whoever goes by keyboard or ear.
    if (code === 'unauthorised') keyField.current?.focus();
    else if (code === 'model-not-served') modelField.current?.focus();
    else if (code === 'no-server') addressField.current?.focus();
  }, [code]);

  const connect = (): void => {
    const right = isKey(key.trim());
    setProblem(typed.ok ? null : typed.error);
    setKeyWrong(!right);
    setWaiting(null);
    if (!typed.ok) addressField.current?.focus();
    else if (!right) keyField.current?.focus();
    if (!typed.ok || !right) return;
    const form = { key: key.trim(), model: model.trim() };
    if (typed.value.origin !== setup.server?.origin) {
      if (!setup.leaveFor(typed.value, form, false)) setWaiting(typed.value);
      return;
    }
    setup.use(typed.value, form);
    onConnect();
    actions.chooseModel(form.model);
    void actions.loadModel();
  };

  return (
    <form
      className="panel server-panel"
      aria-labelledby={`${id}title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        connect();
      }}
    >
      <div className="panel-head">
        <h2 id={`${id}title`}>{words.title}</h2>
        <p className="panel-note">{words.intro}</p>
      </div>
      <div className="server-fields">
        <div className="field">
          <label htmlFor={`${id}address`}>{words.address}</label>
          <input
            id={`${id}address`}
            ref={addressField}
            type="text"
            inputMode="url"
            dir="ltr"
            autoComplete="url"
            autoCapitalize="none"
            spellCheck={false}
            value={address}
            aria-invalid={problem !== null}
            aria-describedby={`${id}address-hint`}
            onChange={({ target }) => {
              setAddress(target.value);
              setProblem(null);
            }}
          />
          <p
            className={problem === null ? 'hint' : 'server-wrong'}
            id={`${id}address-hint`}
            role={problem === null ? undefined : 'alert'}
          >
            {problem !== null ? words.problem[problem] : elsewhere ? words.anew : words.addressHint}
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${id}key`}>{words.key}</label>
          <input
            id={`${id}key`}
            ref={keyField}
            type="password"
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            value={key}
            aria-invalid={keyWrong}
            aria-describedby={`${id}key-hint`}
            onChange={({ target }) => {
              setKey(target.value);
              setKeyWrong(false);
            }}
          />
          <p className={keyWrong ? 'server-wrong' : 'hint'} id={`${id}key-hint`} role={keyWrong ? 'alert' : undefined}>
            {keyWrong ? words.keyProblem : words.keyHint}
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${id}model`}>{words.model}</label>
          {models.length > 1 ? (
            <select
              id={`${id}model`}
              ref={modelField}
              value={models.includes(model) ? model : ''}
              onChange={({ target }) => setModel(target.value)}
            >
              <option value="">{words.chooseModel}</option>
              {models.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          ) : (
            <>
              <input
                id={`${id}model`}
                type="text"
                dir="ltr"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={model}
                aria-describedby={`${id}model-hint`}
                onChange={({ target }) => setModel(target.value)}
              />
              <p className="hint" id={`${id}model-hint`}>
                {words.modelHint}
              </p>
            </>
          )}
        </div>
      </div>
      <div className="server-tools">
        <button
          type="submit"
          className="button button-rank"
          disabled={loading || phase.type === 'running' || state.lent !== null}
        >
          {state.model === null ? words.connect : words.again}
        </button>
        {loading && (
          <>
            <p role="status">{silent ? words.askingLong : words.asking}</p>
            <button type="button" className="button button-quiet" onClick={actions.cancelLoad}>
              {words.cancel}
            </button>
          </>
        )}
      </div>
      {waiting !== null && (
        <div className="notice notice-error" role="alert">
          <p>{words.tooLong}</p>
          <button
            type="button"
            className="button"
            onClick={() => setup.leaveFor(waiting, { key: key.trim(), model: model.trim() }, true)}
          >
            {words.goOn}
          </button>
        </div>
      )}
      {severalModels && (
        <p className="notice" role="alert">
          {words.severalModels}
        </p>
      )}
      {failure !== null && !severalModels && (
        <>
          <ErrorNotice error={failure} onStep={null} onDismiss={null} />
          {failure.code === 'cors-refused' && key === '' && <p className="hint">{words.keyPerhaps}</p>}
        </>
      )}
      {state.model !== null && (
        <section aria-label={found.title} className="server-found">
          <h3>{found.title}</h3>
          <FoundFacts model={state.model} />
        </section>
      )}
    </form>
  );
}
