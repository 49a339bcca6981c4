import { use, useEffect, useId, useRef } from 'react';
import type { JSX } from 'react';
import { useStageWords } from '../words/stage.ts';
import { GlossaryContext } from './glossary-context.ts';
import type { TermName } from './glossary-context.ts';

/** The field's words that stand in a panel, each leading to what it means. */
export function Terms({ of }: { readonly of: readonly TermName[] }): JSX.Element | null {
  const open = use(GlossaryContext);
  const words = useStageWords().glossary;
  if (open === null) return null;
  return (
    <p className="terms hint">
      {words.lead}:{' '}
      {of.map((term) => (
        <button key={term} type="button" className="link" onClick={() => open(term)}>
          <bdi>{words.terms[term].name}</bdi>
        </button>
      ))}
    </p>
  );
}

interface GlossaryProps {
  /** The word that it was opened at. */
  readonly term: TermName;
  readonly onClose: () => void;
}

/** All words of the glossary over the page; the one that was asked for has the focus. */
export function Glossary({ term, onClose }: GlossaryProps): JSX.Element {
  const words = useStageWords().glossary;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    element?.querySelector<HTMLElement>(`[data-term="${term}"]`)?.focus();
  }, [term]);
  return (
    <dialog ref={dialog} className="help-dialog glossary" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{words.title}</h2>
      <dl>
        {(Object.keys(words.terms) as TermName[]).map((name) => (
          <div key={name} data-term={name} tabIndex={-1}>
            <dt>{words.terms[name].name}</dt>
            <dd>{words.terms[name].meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button button-quiet" onClick={() => dialog.current?.close()}>
        {words.close}
      </button>
    </dialog>
  );
}
