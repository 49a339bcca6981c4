import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { isTaken, noticesOf, packagesOf, thirdPartyText } from '../../../scripts/third-party.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-licences-'));
  file('public/models/m/NOTICE', 'The model of somebody');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | object): string {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content));
  return place;
}

interface Installed {
  readonly license?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly at?: string;
}

/** A package with one module, whose path is given. */
function install(
  name: string,
  { license = 'MIT', files = { LICENSE: `the text of ${name}` }, code = '', at = '' }: Installed = {},
): string {
  const home = `${at}node_modules/${name}`;
  file(`${home}/package.json`, { name, version: '1.2.3', license });
  for (const [own, text] of Object.entries(files)) file(`${home}/${own}`, text);
  return file(`${home}/dist/index.js`, code);
}

const text = (...modules: readonly string[]): string => thirdPartyText({ modules, models: path.join(folder, 'public/models') });

describe('licences that are taken', () => {
  test.each([
    ['MIT', true],
    ['Apache-2.0', true],
    ['0BSD', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['GPL-3.0-only OR MIT', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT AND GPL-3.0-only) OR LGPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['GPL-2.0-only WITH Classpath-exception-2.0', false],
    ['CC-BY-NC-4.0', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE.txt', false],
    ['mit', false],
    ['', false],
  ])('%j: %s', (expression, taken) => {
    expect(isTaken(expression)).toBe(taken);
  });
});

describe('the list of what is bundled', () => {
  it('names each package once, with version, licence and text, in one order; own modules are none', () => {
    const one = install('one');
    const scoped = install('@scope/two', { license: 'ISC', files: { 'LICENSE.md': 'text two', NOTICE: 'notice two' } });
    const list = text(scoped, `${one}?url`, one, path.join(folder, 'src/main.ts'), '\0virtual:x');
    expect(list).toContain('\n  @scope/two 1.2.3: ISC\n  one 1.2.3: MIT\n');
    for (const part of ['the text of one', 'text two', 'notice two', 'models/m\n\nThe model of somebody'])
      expect(list.split(part)).toHaveLength(2);
    expect(text(one, scoped)).toBe(list);
  });

  it('finds the text under the names that packages give it', () => {
    for (const [place, name] of ['LICENSE', 'licence.txt', 'LICENSE-MIT', 'License.md', 'COPYING'].entries())
      expect(text(install(`p${place}`, { files: { [name]: `words ${place}` } }))).toContain(`words ${place}`);
  });

  it('names what stands inside a bundled file of a package: by its source map, or by the comments of a bundler', () => {
    install('inner');
    const commented = install('outer', {
      code: '// ../../node_modules/inner/index.js\nvar a;\n// node_modules/.pnpm/x/node_modules/@s/deep/i.js\n',
    });
    expect(packagesOf([commented]).map(({ name }) => name)).toEqual(['@s/deep', 'inner', 'outer']);
    const mapped = install('mapped');
    file('node_modules/mapped/dist/index.js.map', { sources: ['../src/a.ts', '../node_modules/inner/lib.js'] });
    expect(packagesOf([mapped]).map(({ name }) => name)).toEqual(['inner', 'mapped']);
    expect(text(mapped)).toContain('the text of inner');
  });

  it('takes the copy that a package brings with it, where it brings one', () => {
    const outer = install('outer', { code: '// node_modules/inner/index.js\n' });
    install('inner', { files: { LICENSE: 'the text of another version' } });
    install('inner', { at: 'node_modules/outer/', files: { LICENSE: 'the text of its own' } });
    expect(text(outer)).toContain('the text of its own');
    expect(text(outer)).not.toContain('another version');
  });

  it('packages with the very same text share it, each under its own name; another holder of the rights has a text of his own', () => {
    const files = { LICENSE: 'Copyright one holder' };
    const told = noticesOf([
      install('one', { files }),
      install('two', { files: { LICENSE: 'Copyright another' } }),
      install('three', { files }),
    ]);
    expect(told.split('Copyright one holder')).toHaveLength(2);
    expect(told).toContain('one 1.2.3\nthree 1.2.3\nMIT\n\nCopyright one holder');
    expect(told).toContain('two 1.2.3\nMIT\n\nCopyright another');
  });

  it('fails, with every name, on a licence that is not taken, none, none with a text, and a model without a notice', () => {
    mkdirSync(path.join(folder, 'public/models/silent'));
    const modules = [
      install('copyleft', { license: 'GPL-3.0-only' }),
      install('nameless', { license: '' }),
      install('textless', { files: {} }),
      install('outer', { code: '// node_modules/not-installed/index.js\n' }),
    ];
    file('node_modules/silent/package.json', { name: 'silent', version: '1.0.0' });
    modules.push(file('node_modules/silent/index.js', ''));
    let why = '';
    try {
      text(...modules);
    } catch (error) {
      why = String(error);
    }
    for (const said of [
      'copyleft is under GPL-3.0-only, which is not among those that are taken',
      'nameless is under , which',
      'textless (MIT) comes without the text of its licence',
      'not-installed does not say under which licence it is',
      'silent does not say under which licence it is',
      'models/silent has no NOTICE',
    ])
      expect(why).toContain(said);
    expect(() => noticesOf([install('copyleft', { license: 'GPL-3.0-only' })])).toThrow('copyleft');
  });
});
