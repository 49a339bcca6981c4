import type { JSX, ReactNode } from 'react';
import type { Page } from '../page/page.ts';
import { LanguageContext, spokenFor } from '../words/index.ts';
import { Boundary } from './boundary.tsx';
import { RescueView } from './rescue.tsx';
import type { Rescue } from './rescue.tsx';

/** A whole page. Where it cannot be drawn at all, what was typed can be saved, and what cannot be shown set aside. */
export function PageRoot({ page, children }: { readonly page: Page; readonly children: ReactNode }): JSX.Element {
  return (
    <Boundary instead={({ error, onAgain }) => <BrokenPage page={page} error={error} onAgain={onAgain} />}>{children}</Boundary>
  );
}

interface BrokenPageProps {
  readonly page: Page;
  readonly error: unknown;
  readonly onAgain: () => void;
}

function BrokenPage({ page, error, onAgain }: BrokenPageProps): JSX.Element {
  const { run, phase, input, preferences } = page.store.getState();
  const typed = input.query.trim() !== '' || input.passages.trim() !== '' || input.files.length > 0;
  const after = (act: () => Promise<void>) => (): void => void act().then(onAgain);
  const rescues: readonly Rescue[] = [
    ...(typed ? [{ what: 'saveTyped', onPress: page.actions.rescue.saveTyped } as const] : []),
    ...(run !== null && phase.type !== 'running'
      ? [{ what: 'setAside', onPress: after(page.actions.rescue.setRunAside) } as const]
      : []),
    ...(typed ? [{ what: 'setInputAside', onPress: after(page.actions.rescue.setInputAside) } as const] : []),
  ];
  return (
    <LanguageContext value={spokenFor(preferences.language)}>
      <RescueView error={error} rescues={rescues} onAgain={onAgain} />
    </LanguageContext>
  );
}
