import { Fragment, useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';
import type { ErrorInfo } from '../../../core/errors.ts';
import { install } from '../../../engines/models/install.ts';
import { examineGguf, planGguf } from '../../../engines/models/plan-gguf.ts';
import type { StoredModel } from '../../../engines/models/stored.ts';
import { browserWorld } from '../../../engines/models/world.ts';
import type { InstallWorld } from '../../../engines/models/world.ts';
import { MOST_MEMORY } from '../../../engines/wasm/gguf-outline.ts';
import type { GgufOutline } from '../../../engines/wasm/gguf-outline.ts';
import { ErrorNotice } from '../../shell/notices.tsx';
import * as english from '../../words/en/gguf.ts';
import { useWords } from '../../words/index.ts';

interface GgufFileProps {
  readonly file: File;
  /** Tokens to load it with; absent: as usual. */
  readonly contextTokens?: number;
  /** use: it is ranked with right away. keep: it is listed. */
  readonly then: 'use' | 'keep';
  readonly onStored: (model: StoredModel) => void;
  readonly onLeave: () => void;
  /** Absent: this browser's own storage. */
  readonly world?: InstallWorld;
}

type Standing =
  | { readonly type: 'reading' }
  | { readonly type: 'told' | 'storing'; readonly outline: GgufOutline }
  | { readonly type: 'refused'; readonly flaw: Parameters<typeof english.flaw>[0] }
  | { readonly type: 'failed'; readonly error: ErrorInfo };

/**
 * A GGUF file that the reader gave, one for each element: what it is and what it takes is told before a byte of it is stored; what does not run says why and what to do. Whatever model was
 * there before stays, until this one is stored whole.
 */
export function GgufFile({ file, contextTokens, then, onStored, onLeave, world }: GgufFileProps): JSX.Element {
  const { models, format } = useWords();
  const words = models?.gguf ?? english;
  const [standing, setStanding] = useState<Standing>({ type: 'reading' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    let current = true;
    void examineGguf(file, contextTokens).then((found) => {
      if (current) setStanding(found.ok ? { type: 'told', outline: found.outline } : { type: 'refused', flaw: found.flaw });
    });
    return () => {
      current = false;
      stop.current?.abort();
    };
  }, [file, contextTokens]);

  const keep = async (outline: GgufOutline): Promise<void> => {
    setStanding({ type: 'storing', outline });
    stop.current = new AbortController();
    const { signal } = stop.current;
    const place = world ?? browserWorld(new URL('models/', document.baseURI).href);
    const stored = await install(planGguf({ name: file.name, file }, outline), place, { signal });
    if (signal.aborted) return;
    if (stored.ok) onStored(stored.value);
    else setStanding({ type: 'failed', error: stored.error });
  };

  return (
    <div className="gguf-file" role="group" aria-label={words.title(file.name)}>
      <p>
        <strong>
          <bdi>{words.title(file.name)}</bdi>
        </strong>
      </p>
      {standing.type === 'reading' && <p role="status">{words.reading}</p>}
      {(standing.type === 'told' || standing.type === 'storing') && <Outline outline={standing.outline} words={words} />}
      {standing.type === 'refused' && (
        <p role="alert" className="gguf-refused">
          {words.flaw(standing.flaw).what} {words.flaw(standing.flaw).next} {words.before}
        </p>
      )}
      {standing.type === 'failed' && <ErrorNotice error={standing.error} onStep={null} onDismiss={null} />}
      {standing.type === 'storing' && <p role="status">{words.storing}</p>}
      <p className="gguf-tools">
        {standing.type === 'told' && (
          <button type="button" className="button button-rank" onClick={() => void keep(standing.outline)}>
            {then === 'use' ? words.use : words.keep} ({format.bytes(file.size)})
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            stop.current?.abort();
            onLeave();
          }}
        >
          {standing.type === 'storing' ? words.stop : words.leave}
        </button>
      </p>
    </div>
  );
}

interface OutlineProps {
  readonly outline: GgufOutline;
  readonly words: typeof english;
}

function Outline({ outline, words }: OutlineProps): JSX.Element {
  const { format } = useWords();
  const { facts } = words;
  const rows: readonly (readonly [string, string])[] = [
    [facts.name, outline.name],
    [facts.architecture, outline.architecture],
    [facts.parameters, words.parameters(outline.parameters)],
    [facts.quantization, outline.quantization],
    [facts.size, format.bytes(outline.bytes)],
    [facts.memory, words.memory({ needed: outline.memoryBytes, most: MOST_MEMORY })],
    [facts.context, words.context({ chosen: outline.contextTokens, trained: outline.trainedContext })],
    [facts.conversation, words.conversation(outline.conversationFrom)],
    [facts.prompt, outline.preset.title],
    [facts.licence, outline.licence ?? words.licenceUnknown],
  ];
  return (
    <>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className="hint">{words.speed}</p>
    </>
  );
}
