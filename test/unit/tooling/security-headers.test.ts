import { describe, expect, it, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { contentSecurityPolicy, REACH, securityHeaders } from '../../../scripts/security-headers.mjs';

/** What a document may talk to, out of its policy. */
const connects = (policy: string): string => /connect-src ([^;]*)/u.exec(policy)?.[1] ?? '';

describe('the policy of each document', () => {
  it('stands in one table, and every page that is built is in it', () => {
    const pages = readdirSync('.').filter((name) => name.endsWith('.html') && name !== 'replay.html');
    expect(Object.keys(REACH).toSorted()).toEqual(pages.toSorted());
  });

  test.each([
    ['index.html', "'self'"],
    ['evaluate.html', "'self'"],
    ['models.html', "'self' https: http://localhost:* http://127.0.0.1:*"],
    ['connected.html', "'self' https: http:"],
  ])('%s connects to %s, in its own element and in the header', (document, sources) => {
    expect(connects(contentSecurityPolicy({ document, inMeta: true }))).toBe(sources);
    expect(connects(securityHeaders(`/${document}?model=x#y`)['Content-Security-Policy'])).toBe(sources);
  });

  it('differs in nothing else: code, styles and workers of the own origin, nothing inline', () => {
    const rest = Object.keys(REACH).map((document) =>
      contentSecurityPolicy({ document, inMeta: true }).replace(/connect-src [^;]*/u, ''),
    );
    expect(new Set(rest).size).toBe(1);
    expect(rest[0]).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'");
    expect(rest[0]).not.toContain('unsafe-inline');
  });

  test.each([
    ['/', "'self'"],
    ['', "'self'"],
    ['/connected', "'self' https: http:"],
    ['/assets/engine.worker.js', "'self'"],
    ['/models/a/gpu.wasm', "'self'"],
    ['/models/models.html', "'self'"],
    ['/connected%2Ehtml', "'self'"],
    ['/constructor', "'self'"],
    ['//connected.html', "'self'"],
  ])('the server’s answer to %j connects to %s: what is no such document is held the most', (path, sources) => {
    expect(connects(securityHeaders(path)['Content-Security-Policy'])).toBe(sources);
  });

  it('only a header can forbid frames around the page', () => {
    expect(securityHeaders('/')['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(contentSecurityPolicy({ document: 'index.html', inMeta: true })).not.toContain('frame-ancestors');
  });
});
