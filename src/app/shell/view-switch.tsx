import type { PageView } from './slice.ts';
import type { JSX } from 'react';
import { useWords } from '../words/index.ts';

const VIEWS: readonly PageView[] = ['workbench', 'compare', 'lenses'];

/** The page's three views. A choice that leaves everything as it is: nothing that runs is ended by it. */
export function ViewSwitch({
  view,
  onChoose,
}: {
  readonly view: PageView;
  readonly onChoose: (view: PageView) => void;
}): JSX.Element {
  const words = useWords().views;
  return (
    <nav className="view-switch" aria-label={words.label}>
      {VIEWS.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={name === view ? 'page' : undefined}
          title={words.about[name]}
          onClick={() => onChoose(name)}
        >
          {words.names[name]}
        </button>
      ))}
    </nav>
  );
}
