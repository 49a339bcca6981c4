import { createContext } from 'react';
import type { ServerSummary } from '../../../engines/engine-client.ts';
import type { ServerAddress } from './address.ts';
import type { Silence } from './silence.ts';
import type { KeptForm } from './kept.ts';

/** What the views of connected.html need of their document. */
export interface ConnectSetup {
  /** The only server that this document may talk to until it is loaded anew; null: none was chosen. */
  readonly server: ServerAddress | null;
  /** What was typed in this tab before. */
  readonly form: KeptForm;
  /** Whether the page came over https. */
  readonly secure: boolean;
  /** Whether the server has sent nothing for a while that it was asked for. */
  readonly silence: Silence;
  /** From now on the engine asks this address, with this key. Same origin as `server`. */
  readonly use: (server: ServerAddress, form: Pick<KeptForm, 'key' | 'model'>) => void;
  /**
   * Loads the page anew, narrowed to another server, and connects there. False: it stays, as what was written cannot be kept over that; `anyway` goes all
   * the same.
   */
  readonly leaveFor: (server: ServerAddress, form: Pick<KeptForm, 'key' | 'model'>, anyway: boolean) => boolean;
}

/** Null outside of connected.html. */
export const ConnectContext: React.Context<ConnectSetup | null> = createContext<ConnectSetup | null>(null);

const PROGRAMS: Readonly<Record<ServerSummary['kind'], string | null>> = {
  'llama.cpp': 'llama.cpp',
  vllm: 'vLLM',
  sglang: 'SGLang',
  other: null,
};

/** "vLLM 0.9"; `other` where it is none that is known. */
export function programOf({ kind, version }: Pick<ServerSummary, 'kind' | 'version'>, other: string): string {
  return [PROGRAMS[kind] ?? other, ...(version === '' ? [] : [version])].join(' ');
}
