import { useEffect, useId, useRef } from 'react';
import type { JSX } from 'react';
import { NamedText } from './named-text.tsx';
import { useModels } from './use-models.ts';
import { useModelWords } from './words.ts';

interface RemoveModelProps {
  readonly id: string;
  readonly title: string;
  readonly bytes: number;
  /** The question stands: delete, or keep? */
  readonly asking: boolean;
}

/** Deletes a model after a yes. Gigabytes are not lost by one slip: the focus goes to the answer that keeps it. */
export function RemoveModel({ id, title, bytes, asking }: RemoveModelProps): JSX.Element {
  const words = useModelWords().shelf;
  const { actions } = useModels();
  const question = useId();
  const keep = useRef<HTMLButtonElement>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (asking) keep.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  if (!asking)
    return (
      <button ref={ask} type="button" className="button button-quiet" onClick={() => actions.askRemove(id)}>
        <NamedText text={words.remove} name={title} />
      </button>
    );
  return (
    <div className="models-sure" role="group" aria-labelledby={question}>
      <p id={question}>{words.removeSure({ name: title, bytes })}</p>
      <button
        type="button"
        className="button button-stop"
        onClick={() => {
          // The row goes, and its focus with it.
          document.getElementById('models-stored')?.focus();
          void actions.remove(id);
        }}
      >
        {words.removeYes}
      </button>{' '}
      <button
        ref={keep}
        type="button"
        className="button button-quiet"
        onClick={() => actions.askRemove(null)}
        onKeyDown={({ key }) => key === 'Escape' && actions.askRemove(null)}
      >
        {words.removeNo}
      </button>
    </div>
  );
}
