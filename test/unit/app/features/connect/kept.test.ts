import { describe, expect, it } from 'vitest';
import { ADDRESS_KEY, keepForm, narrowedServer, readForm } from '../../../../../src/app/features/connect/kept.ts';
import type { FormShelves } from '../../../../../src/app/features/connect/kept.ts';

const HERE = { origin: 'http://localhost:8080', address: 'http://localhost:8080/team' };
const FORM = { key: 'secret-7', model: 'a', connect: true };

function shelf(kept: Record<string, string>): Storage {
  return {
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, text: string) => (kept[name] = text),
  } as unknown as Storage;
}

function shelves(): FormShelves & { readonly kept: { local: Record<string, string>; session: Record<string, string> } } {
  const kept = { local: {}, session: {} };
  const [local, session] = [shelf(kept.local), shelf(kept.session)];
  return { local: () => local, session: () => session, kept };
}

describe('what was typed of a server', () => {
  it('comes back in the same tab for the same server, and only the address goes to other visits', () => {
    const tab = shelves();
    keepForm(tab, HERE, FORM);
    expect(readForm(tab, HERE)).toEqual(FORM);
    expect(tab.kept.local).toEqual({ [ADDRESS_KEY]: HERE.address });
    expect(JSON.stringify(tab.kept.local)).not.toContain('secret');
  });

  it('never comes back for another server, so that a key goes to the one it was typed for', () => {
    const tab = shelves();
    keepForm(tab, HERE, FORM);
    for (const origin of ['http://localhost:8081', 'https://localhost:8080', 'http://localhost'])
      expect(readForm(tab, { origin, address: origin })).toEqual({ key: '', model: '', connect: false });
  });

  it('what cannot be kept or read is empty, and nothing breaks', () => {
    const broken = (): never => {
      throw new Error('storage is off');
    };
    const off = { local: broken, session: broken };
    keepForm(off, HERE, FORM);
    expect(readForm(off, HERE)).toEqual({ key: '', model: '', connect: false });
    for (const text of ['{', 'null', '3', '[]', JSON.stringify({ origin: HERE.origin, key: 3, model: {}, connect: 'yes' })]) {
      const tab = shelves();
      tab.kept.session['glassrank.server-form'] = text;
      expect(readForm(tab, HERE)).toEqual({ key: '', model: '', connect: false });
    }
  });
});

describe('what the document may talk to', () => {
  const document = (server: string | null): Parameters<typeof narrowedServer>[0] => ({
    querySelector: () => (server === null ? null : { dataset: { server } }) as never,
  });

  it('is read from the policy that the first script added; without it the page must not start', () => {
    expect(narrowedServer(document(null))).toBeNull();
    expect(narrowedServer(document(''))).toEqual({ server: null });
    expect(narrowedServer(document(HERE.address))).toEqual({ server: HERE });
  });
});
