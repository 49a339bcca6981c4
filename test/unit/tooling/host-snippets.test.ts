import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { SNIPPETS } from '../../../scripts/host-snippets.mjs';
import { REACH, securityHeaders } from '../../../scripts/security-headers.mjs';

// What docs/hosting/ makes a host send, read as that host reads it, against the one table.

const FOLDER = new URL('../../../docs/hosting/', import.meta.url);
const POLICY = 'Content-Security-Policy';
const PATHS = [
  ...Object.keys(REACH).flatMap((name) => [`/${name}`, `/${name.replace('.html', '')}`]),
  '/',
  '/assets/engine.worker-abc.js',
  '/models/test-tiny/gpu.wasm',
  '/icon.svg',
  '/nothing',
];

test('what lies in docs/hosting is what the table makes: node scripts/host-snippets.mjs', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(SNIPPETS).toSorted());
  for (const [name, text] of Object.entries(SNIPPETS)) expect(readFileSync(new URL(name, FOLDER), 'utf8')).toBe(text);
});

/** `{ key "value"; … }` or one a line. */
function rows(block: string): ReadonlyMap<string, string> {
  return new Map([...block.matchAll(/^\s*(\S+) "([^"]*)";?$/gmu)].map(([, name = '', value = '']) => [name, value]));
}

describe.each([
  [
    'nginx.conf',
    (text: string) => ({
      policies: rows(/map \$uri \$glassrank_policy \{([^}]*)\}/u.exec(text)?.[1] ?? ''),
      others: new Map(
        [...text.matchAll(/add_header (\S+) "([^"]*)" always;/gu)].map(([, name = '', value = '']) => [name, value]),
      ),
      sends: /add_header Content-Security-Policy \$glassrank_policy always;/u.test(text),
    }),
  ],
  [
    'Caddyfile',
    (text: string) => ({
      policies: rows(/map \{path\} \{glassrank_policy\} \{([^}]*)\}/u.exec(text)?.[1] ?? ''),
      others: rows(/header \{([\s\S]*?)\n {4}\}/u.exec(text)?.[1] ?? ''),
      sends: /Content-Security-Policy \{glassrank_policy\}/u.test(text),
    }),
  ],
] as const)('%s', (name, read) => {
  const { policies, others, sends } = read(readFileSync(new URL(name, FOLDER), 'utf8'));

  it.each(PATHS)('%s is answered with the headers of our own server', (path) => {
    expect(sends).toBe(true);
    const { [POLICY]: policy, ...rest } = securityHeaders(path);
    expect(policies.get(path) ?? policies.get('default')).toBe(policy);
    for (const [header, value] of Object.entries(rest)) expect(others.get(header), header).toBe(value);
  });
});

describe('_headers', () => {
  const rules = new Map<string, (readonly [name: string, value: string])[]>();
  let own: (readonly [string, string])[] = [];
  for (const line of readFileSync(new URL('_headers', FOLDER), 'utf8')
    .split('\n')
    .filter((one) => !/^(?:#|$)/u.test(one))) {
    if (!line.startsWith(' ')) rules.set(line, (own = []));
    else own.push([line.slice(2, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  }
  const sent = (path: string) =>
    [...rules].flatMap(([rule, headers]) =>
      rule === path || (rule.endsWith('*') && path.startsWith(rule.slice(0, -1))) ? headers : [],
    );

  it.each(PATHS)(
    '%s: no header is said twice but the policy, of which each one holds; documents and code have theirs',
    (path) => {
      const { [POLICY]: policy, ...rest } = securityHeaders(path);
      const headers = sent(path);
      for (const [name, value] of Object.entries(rest)) expect(headers.filter((one) => one[0] === name)).toEqual([[name, value]]);
      const policies = headers.filter(([name]) => name === POLICY).map(([, value]) => value);
      const others = policies.filter((one) => one !== policy);
      expect(others).toEqual(["frame-ancestors 'none'"]);
      if (path.startsWith('/assets/') || Object.hasOwn(REACH, path.slice(1))) expect(policies).toContain(policy);
    },
  );

  it('keeps to the line that such hosts read', () => {
    for (const [rule, headers] of rules)
      for (const [name, value] of headers) expect(`${rule}${name}${value}`.length).toBeLessThan(2000);
    expect(rules.size).toBeLessThan(100);
  });
});
