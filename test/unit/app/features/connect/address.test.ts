import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isKey, readTyped } from '../../../../../src/app/features/connect/address.ts';

describe('an address as it is typed', () => {
  test.each([
    ['http://localhost:8080', 'http://localhost:8080', 'http://localhost:8080'],
    ['localhost:8080', 'http://localhost:8080', 'http://localhost:8080'],
    ['  https://Models.Example.org/v1/ ', 'https://models.example.org', 'https://models.example.org'],
    ['https://example.org/team/v1/chat/completions', 'https://example.org', 'https://example.org/team'],
    ['192.168.1.20:8000', 'http://192.168.1.20:8000', 'http://192.168.1.20:8000'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ])('%s is read', (typed, origin, address) => {
    expect(readTyped(typed, false)).toEqual({ ok: true, value: { origin, address } });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['not an address', 'no-address'],
    ['ftp://example.org', 'no-address'],
    ['javascript://x', 'no-address'],
    ['http://', 'no-address'],
    ['http://*', 'no-address'],
    ['http://a;script-src *', 'no-address'],
    ['http://[::1]:8080', 'ipv6'],
    ['http://me:secret@example.org', 'secret'],
  ])('%j is told as %s', (typed, error) => {
    expect(readTyped(typed, false)).toEqual({ ok: false, error });
  });

  it('a page from https asks https and this machine alone', () => {
    for (const typed of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://llm.localhost', 'https://example.org'])
      expect(readTyped(typed, true).ok).toBe(true);
    for (const typed of ['http://example.org', '192.168.1.20:8000', 'http://notlocalhost', 'http://127.0.0.1.example.org'])
      expect(readTyped(typed, true)).toEqual({ ok: false, error: 'insecure' });
  });

  it('a key is what a header can carry', () => {
    for (const key of ['', 'sk-a1_B2.c~', '!"#']) expect(isKey(key)).toBe(true);
    for (const key of ['a b', 'a\nb', 'ключ', 'a\u0000']) expect(isKey(key)).toBe(false);
  });
});

/** The first script of connected.html as the browser runs it: what it adds to the head, from the page's address and what was kept. */
function narrow(search: string, kept: string | null): { content: string; server: string | undefined } {
  const added: { httpEquiv: string; content: string; dataset: Record<string, string> }[] = [];
  vm.runInNewContext(readFileSync('public/one-server.js', 'utf8'), {
    URL,
    URLSearchParams,
    location: { search },
    localStorage: {
      getItem(name: string) {
        if (kept === 'throws') throw new Error('storage is off');
        return name === 'glassrank.server' ? kept : null;
      },
    },
    document: {
      createElement: () => ({ dataset: {} }),
      head: { append: (element: (typeof added)[number]) => added.push(element) },
    },
  });
  const [meta, ...others] = added;
  if (meta === undefined || others.length > 0) throw new Error('it adds one element');
  expect(meta.httpEquiv).toBe('Content-Security-Policy');
  return { content: meta.content, server: meta.dataset['server'] };
}

describe('the first script of connected.html', () => {
  it('allows the own origin alone where no server was chosen, or what is kept is none', () => {
    for (const kept of [null, '', 'throws', 'http://*', 'http://[::1]', 'about:blank', "http://a' 'unsafe-inline", 'http://a;b'])
      expect(narrow('', kept)).toEqual({ content: "connect-src 'self'", server: '' });
  });

  it('allows the kept server, and the link’s before it', () => {
    const kept = { content: "connect-src 'self' http://localhost:8080", server: 'http://localhost:8080' };
    expect(narrow('', 'http://localhost:8080')).toEqual(kept);
    expect(narrow('?server=https%3A%2F%2Fa.example%2Fteam%2F', 'http://localhost:8080')).toEqual({
      content: "connect-src 'self' https://a.example",
      server: 'https://a.example/team',
    });
    expect(narrow('?server=localhost:8080', null)).toEqual(kept);
    // A link that names none is not mended by what was kept.
    expect(narrow('?server=', 'http://localhost:8080')).toEqual({ content: "connect-src 'self'", server: '' });
  });

  it('never lets a text widen the policy: at most one plain origin stands in it, whatever was asked', () => {
    const pieces = fc.constantFrom(
      'http://',
      'https://',
      '*',
      ';',
      "'",
      ' ',
      ',',
      'a.example',
      ':8080',
      '/',
      '@',
      '#',
      '?',
      '\n',
      '[::1]',
      '%2a',
      '。',
      '*.',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((some) => some.join('')),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(texts, fc.boolean(), (text, inLink) => {
        const { content, server } = inLink ? narrow(`?server=${encodeURIComponent(text)}`, null) : narrow('', text);
        expect(content).toMatch(/^connect-src 'self'(?: https?:\/\/[a-z0-9._-]+(?::\d+)?)?$/u);
        if (server !== '') expect(content).toBe(`connect-src 'self' ${new URL(server ?? '').origin}`);
      }),
    );
  });

  it('and the form agree: what the form takes, the script allows', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.domain(), fc.ipV4(), fc.string()), (text) => {
        const typed = readTyped(text, false);
        fc.pre(typed.ok);
        if (!typed.ok) return;
        expect(narrow(`?server=${encodeURIComponent(typed.value.address)}`, null)).toEqual({
          content: `connect-src 'self' ${typed.value.origin}`,
          server: typed.value.address,
        });
      }),
    );
  });
});
