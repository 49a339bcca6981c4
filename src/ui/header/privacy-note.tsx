import type { JSX } from 'react';
import { HeaderFold } from './header-fold.tsx';

/** The privacy line, with the truth of it one click away. */
export function PrivacyNote(): JSX.Element {
  return (
    <HeaderFold
      summary={
        <>
          <span className="lock" aria-hidden="true" />
          Nothing leaves this machine
        </>
      }
    >
      <p>
        The model runs here, in a worker of this page. Your query, passages and results are never sent anywhere: the page makes
        requests only to the address it came from, and only for its own files, its samples and the model.
      </p>
      <p>
        What you type is kept in this tab’s session storage so that a reload does not lose it, and goes when the tab closes or you
        press Clear. The model’s files stay in this browser’s cache. To see for yourself, load the model, cut the network and
        press Rank.
      </p>
    </HeaderFold>
  );
}
