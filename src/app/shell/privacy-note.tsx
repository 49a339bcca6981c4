import type { JSX } from 'react';
import { useWords } from '../words/index.ts';
import { HeaderFold } from './header-fold.tsx';

/** The privacy line, with the truth of it one click away. */
export function PrivacyNote(): JSX.Element {
  const { privacy, privacyMore } = useWords().header;
  const [truth, kept] = privacyMore;
  return (
    <HeaderFold
      summary={
        <>
          <span className="lock" aria-hidden="true" />
          {privacy}
        </>
      }
    >
      <p>{truth}</p>
      <p>{kept}</p>
    </HeaderFold>
  );
}
