import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// THIRD-PARTY.txt: whose code and models the built page holds, under which licence, with its text. Made of the bundle's own list of modules, so that nothing can be
// forgotten; the build fails where a licence is not known.

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What may go into the page: licences that ask for no more than to be named with their text. */
const TAKEN = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MIT-0', 'Zlib']);

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the
Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the
Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A
PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN
ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const APACHE = () => readFileSync(path.join(ROOT, 'LICENSE'), 'utf8').trim();

/**
 * What is known of packages whose npm files do not say it: licences without their text, and packages that stand inside another one's file and are not installed.
 * @type {Readonly<Record<string, { licence: string, text: () => string, more?: string }>>}
 */
const KNOWN = {
  'onnxruntime-web': {
    licence: 'MIT',
    text: () => `Copyright (c) Microsoft Corporation. All rights reserved.\n\n${MIT}`,
    more: `Its WebAssembly files are compiled from further projects, among them ONNX (Apache-2.0), Abseil (Apache-2.0), FlatBuffers (Apache-2.0), Protocol Buffers
(BSD-3-Clause), Eigen (MPL-2.0), SafeInt (MIT), Microsoft GSL (MIT), JSON for Modern C++ (MIT), Boost.Mp11 (BSL-1.0) and Emscripten's runtime (MIT). Their notices:
https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt`,
  },
  'onnxruntime-common': {
    licence: 'MIT',
    text: () => `Copyright (c) Microsoft Corporation. All rights reserved.\n\n${MIT}`,
  },
  // Inside PDF.js, for browsers that lack what it uses.
  'core-js': { licence: 'MIT', text: () => `Copyright (c) Denis Pushkarev and the core-js contributors\n\n${MIT}` },
  '@wllama/wllama': {
    licence: 'MIT',
    text: () =>
      `${readFileSync(path.join(ROOT, 'node_modules/@wllama/wllama/LICENCE'), 'utf8').trim()}\n\nIts WebAssembly files hold llama.cpp and ggml. Copyright (c) 2023-2026 The ggml authors\n\n${MIT}`,
    more: `They also hold Emscripten's runtime (MIT).`,
  },
  // A few lines of each, by which a bundle's files find each other.
  vite: { licence: 'MIT', text: () => `Copyright (c) 2019-present, VoidZero Inc. and Vite contributors\n\n${MIT}` },
  rolldown: { licence: 'MIT', text: () => `Copyright (c) 2024-present VoidZero Inc. & Contributors\n\n${MIT}` },
  '@mlc-ai/web-runtime': {
    licence: 'Apache-2.0',
    text: () =>
      `Apache TVM. Copyright 2019-2026 The Apache Software Foundation. It contains Emscripten's runtime (MIT).\n\n${APACHE()}`,
  },
  '@mlc-ai/web-tokenizers': {
    licence: 'Apache-2.0',
    text: () =>
      `tokenizers-cpp by the MLC contributors; it contains tokenizers by Hugging Face (Apache-2.0) and SentencePiece by Google (Apache-2.0).\n\n${APACHE()}`,
  },
  '@mlc-ai/web-xgrammar': { licence: 'Apache-2.0', text: () => `XGrammar by the XGrammar contributors.\n\n${APACHE()}` },
};

/**
 * Whether code under a licence may go into the page. Of alternatives one has to be taken, of parts all.
 * @param {string} expression SPDX, such as `(MIT OR GPL-3.0-only)`
 */
export function isTaken(expression) {
  const bare = expression.trim().replace(/^\(([^()]*)\)$/u, '$1');
  return bare.split(' OR ').some((one) => one.split(' AND ').every((part) => TAKEN.has(part.trim())));
}

/**
 * The packages that modules are of, with those that stand inside their files: bundles name them in their source map, or in comments.
 * @param {Iterable<string>} modules absolute paths; what follows a `?` does not count
 * @returns {readonly { name: string, folder: string | null }[]} `folder` null: it is not installed
 */
export function packagesOf(modules) {
  /** @type {Map<string, string | null>} */
  const found = new Map();
  for (const id of modules) {
    const helper = /^\0(vite|rolldown)\//u.exec(id)?.[1];
    if (helper !== undefined) found.set(helper, path.join(ROOT, 'node_modules', helper));
    const file = id.split('?')[0]?.replaceAll('\\', '/') ?? '';
    const own = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//u.exec(file);
    if (own === null) continue;
    const [, folder = '', name = ''] = own;
    found.set(name, folder);
    for (const inner of carriedBy(file)) {
      if (found.has(inner)) continue;
      const places = [`${folder}/node_modules/${inner}`, `${folder.slice(0, -name.length)}${inner}`];
      found.set(inner, places.find((place) => existsSync(place)) ?? null);
    }
  }
  return [...found].map(([name, folder]) => ({ name, folder })).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Names of packages whose code stands in a file of another one. @returns {ReadonlySet<string>} */
function carriedBy(/** @type {string} */ file) {
  const names = new Set();
  const sources = existsSync(`${file}.map`)
    ? JSON.parse(readFileSync(`${file}.map`, 'utf8')).sources
    : existsSync(file) && /\.[cm]?js$/u.test(file)
      ? Array.from(readFileSync(file, 'utf8').matchAll(/^\/\/ (\S*node_modules\/\S+)$/gmu), ([, source]) => source)
      : [];
  for (const source of sources) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(source)?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}

/**
 * The packages of some modules with the texts of their licences, for a file that is handed on alone. Throws as `thirdPartyText` does.
 * @param {Iterable<string>} modules
 */
export function noticesOf(modules) {
  return told(modules, []);
}

/**
 * The text of THIRD-PARTY.txt. Throws, with all names, where a licence is unknown or not taken, and where a model says nothing.
 * @param {{ modules: Iterable<string>, models: string }} parts `models`: a folder with one folder a model, each with its NOTICE
 */
export function thirdPartyText({ modules, models }) {
  const folders = readdirSync(models, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const notices = folders
    .map(({ name }) => ({ title: `models/${name}`, file: path.join(models, name, 'NOTICE') }))
    .toSorted((one, other) => (one.title < other.title ? -1 : 1));
  const silent = notices.filter(({ file }) => !existsSync(file)).map(({ title }) => `${title} has no NOTICE`);
  return `${[
    'Glassrank is under the Apache License, Version 2.0. This page contains code of these packages, and the models named below.',
    told(modules, silent),
    ...notices.map(({ title, file }) => `${RULE}\n${title}\n\n${existsSync(file) ? readFileSync(file, 'utf8').trim() : ''}`),
  ].join('\n\n')}\n`;
}

const RULE = '='.repeat(80);

/** A list of the packages, then each with its text; those with the very same text share it. */
function told(/** @type {Iterable<string>} */ modules, /** @type {readonly string[]} */ others) {
  const problems = [...others];
  const packages = packagesOf(modules).map((one) => described(one, problems));
  if (problems.length > 0) throw new Error(`Not all that is bundled may be handed on:\n  ${problems.join('\n  ')}`);
  const list = packages.map(({ title, licence }) => `  ${title}: ${licence}`).join('\n');
  /** @type {Map<string, string[]>} */
  const texts = new Map();
  for (const { title, licence, text } of packages) {
    const whole = `${licence}\n\n${text}`;
    texts.set(whole, [...(texts.get(whole) ?? []), title]);
  }
  return [list, ...Array.from(texts, ([whole, titles]) => `${RULE}\n${titles.join('\n')}\n${whole}`)].join('\n\n');
}

function described(/** @type {{ name: string, folder: string | null }} */ { name, folder }, /** @type {string[]} */ problems) {
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  const { version = '', license = known?.licence } =
    folder === null ? {} : JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = folder === null ? [] : readdirSync(folder).toSorted();
  const read = (/** @type {RegExp} */ pattern) =>
    files.filter((file) => pattern.test(file)).map((file) => readFileSync(path.join(folder ?? '', file), 'utf8').trim());
  const [own] = known === undefined ? read(/^(?:licen[cs]e|copying)(?:[.-]|$)/iu) : [known.text()];
  if (typeof license !== 'string') problems.push(`${name} does not say under which licence it is`);
  else if (!isTaken(license)) problems.push(`${name} is under ${license}, which is not among those that are taken`);
  else if (own === undefined) problems.push(`${name} (${license}) comes without the text of its licence`);
  const more = known?.more === undefined ? [] : [known.more];
  return {
    title: version === '' ? name : `${name} ${version}`,
    licence: String(license),
    text: [own ?? '', ...read(/^notice(?:\.|$)/iu), ...more].join('\n\n'),
  };
}

/**
 * For Vite: writes THIRD-PARTY.txt beside the page, of all that its bundle and those of its workers hold.
 * @returns {{ page: import('vite').Plugin, worker: import('vite').Plugin }}
 */
export function thirdParty() {
  /** @type {Set<string>} */
  const modules = new Set();
  const collect = (/** @type {Readonly<Record<string, { type: string, modules?: object }>>} */ bundle) => {
    for (const { modules: held = {} } of Object.values(bundle)) Object.keys(held).forEach((id) => modules.add(id));
  };
  return {
    page: {
      name: 'glassrank-third-party',
      apply: 'build',
      generateBundle(_options, bundle) {
        collect(bundle);
        const models = path.join(ROOT, 'public', 'models');
        this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: thirdPartyText({ modules, models }) });
      },
    },
    worker: {
      name: 'glassrank-third-party-worker',
      apply: 'build',
      generateBundle: (_options, bundle) => collect(bundle),
    },
  };
}
