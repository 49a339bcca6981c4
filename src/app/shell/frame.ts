import { createContext } from 'react';
import type { JSX } from 'react';
import type { AppActions } from '../page/actions.ts';
import type { StillState } from '../page/select.ts';
import type { Words } from '../words/index.ts';
import type { EnginePanelProps } from './engine-panel.tsx';

/** What the frame of one document's page has in the place of the sealed page's own. */
export interface DocumentFrame {
  /** In the header: what runs. */
  readonly EnginePanel: (props: EnginePanelProps) => JSX.Element;
  /** In the header: what leaves the machine. */
  readonly PrivacyNote: () => JSX.Element;
  /** Under the header of every view. It also shows how a load goes and fails. */
  readonly UnderHeader: (props: { readonly state: StillState; readonly actions: AppActions }) => JSX.Element;
  /** The first of the steps that are told before the first run, and what Rank does first where no model is loaded. */
  readonly steps: (words: Words) => { readonly how: string; readonly loadFirst: string };
}

/** Null: the sealed page. */
export const FrameContext: React.Context<DocumentFrame | null> = createContext<DocumentFrame | null>(null);
