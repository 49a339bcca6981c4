import type { ServerAddress } from './address.ts';
import { readTyped } from './address.ts';

/** Where the address outlives the tab; public/one-server.js reads it there. */
export const ADDRESS_KEY = 'glassrank.server';
/** What was typed beside it, in this tab: with the address that it was typed for, so that a key goes to no other server. */
const FORM_KEY = 'glassrank.server-form';

/** What stands in the form beside the address. */
export interface KeptForm {
  readonly key: string;
  readonly model: string;
  /** The page was loaded anew because "Connect" was pressed: it goes on by itself. */
  readonly connect: boolean;
}

const EMPTY: KeptForm = { key: '', model: '', connect: false };

/** Both may throw, and so may all that they do: then nothing outlives a reload. */
export interface FormShelves {
  readonly local: () => Storage;
  readonly session: () => Storage;
}

/**
 * What this document may talk to, as its first script has narrowed it. Null: it was not narrowed, and must not start.
 * @param document Of connected.html.
 */
export function narrowedServer(document: Pick<Document, 'querySelector'>): { readonly server: ServerAddress | null } | null {
  const policy = document.querySelector<HTMLElement>('head > meta[http-equiv="Content-Security-Policy"][data-server]');
  if (policy === null) return null;
  const read = readTyped(policy.dataset['server'] ?? '', false);
  return { server: read.ok ? read.value : null };
}

/** What was typed for this server earlier in this tab. */
export function readForm({ session }: FormShelves, { origin }: ServerAddress): KeptForm {
  try {
    const kept: unknown = JSON.parse(session().getItem(FORM_KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return EMPTY;
    const { origin: own, key, model, connect } = kept as Readonly<Record<string, unknown>>;
    if (own !== origin) return EMPTY;
    return {
      key: typeof key === 'string' ? key : '',
      model: typeof model === 'string' ? model : '',
      connect: connect === true,
    };
  } catch {
    return EMPTY;
  }
}

/** Keeps the address for other visits, the rest for this tab. What cannot be kept is typed again after a reload. */
export function keepForm({ local, session }: FormShelves, { origin, address }: ServerAddress, form: KeptForm): void {
  try {
    local().setItem(ADDRESS_KEY, address);
  } catch {
    // The page's own address carries it over a reload.
  }
  try {
    session().setItem(FORM_KEY, JSON.stringify({ origin, ...form }));
  } catch {
    // Off or full.
  }
}
