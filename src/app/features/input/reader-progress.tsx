import { useId } from 'react';
import type { JSX } from 'react';
import type { AppAction } from '../../page/state.ts';
import { useWords } from '../../words/index.ts';
import { useToldWords } from '../../words/told.ts';
import type { ReaderState } from './slice.ts';

interface ReaderProgressProps {
  readonly reader: ReaderState;
  readonly dispatch: (action: AppAction) => void;
}

/** How far the worker is that reads a large input, and a way to stop it; or that it was stopped, and a way to begin again. */
export function ReaderProgress({ reader, dispatch }: ReaderProgressProps): JSX.Element {
  const words = useToldWords().reader;
  if (reader.type === 'stopped') {
    return (
      <p className="hint" role="status">
        {words.stopped}{' '}
        <button type="button" className="link" onClick={() => dispatch({ type: 'reader-tell', reader: null })}>
          {words.again}
        </button>
      </p>
    );
  }
  const { doing, share } = reader;
  return <Progress doing={doing} share={share} onCancel={() => dispatch({ type: 'reader-tell', reader: { type: 'stopped' } })} />;
}

interface ProgressProps {
  readonly doing: 'open' | 'read';
  /** 0 to 1. */
  readonly share: number;
  readonly onCancel: () => void;
}

/** How much of something large a worker has read, and a way to stop it. */
export function Progress({ doing, share, onCancel }: ProgressProps): JSX.Element {
  const words = useToldWords().reader;
  const { number } = useWords().format;
  const id = useId();
  const percent = Math.floor(share * 100);
  return (
    <div className="reader-progress">
      <span id={id} role="status">
        {doing === 'open' ? words.opening : words.reading}
      </span>
      <progress aria-labelledby={id} max={100} value={percent} />
      <span className="hint">{words.share(number(percent))}</span>
      <button type="button" className="button button-quiet" onClick={onCancel}>
        {words.cancel}
      </button>
    </div>
  );
}
