import { useState } from 'react';
import type { JSX, ReactNode } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import type { RankRequest } from '../../../core/request.ts';
import { Lazily } from '../../page/part.tsx';
import { PARTS } from '../../page/parts.ts';
import { OpenDocumentContext } from './open-context.ts';
import type { WantedPassage } from './open-context.ts';

interface ReaderPlaceProps {
  /** The run whose rows stand in it; null: the list before one. */
  readonly run: RunView | null;
  readonly given: RankRequest | null;
  readonly children: ReactNode;
}

/** Lets the rows in it open their documents. */
export function ReaderPlace({ run, given, children }: ReaderPlaceProps): JSX.Element {
  const [wanted, open] = useState<WantedPassage | null>(null);
  return (
    <OpenDocumentContext value={open}>
      {children}
      {wanted !== null && (
        <Lazily part={PARTS.documentReader} waiting={null}>
          {({ DocumentReader }) => <DocumentReader wanted={wanted} run={run} given={given} onClose={() => open(null)} />}
        </Lazily>
      )}
    </OpenDocumentContext>
  );
}
