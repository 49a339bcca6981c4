// What a replay file need not carry: words that its code cannot say, styles that nothing in it wears, the prompts of methods (the log holds what was sent).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const WORDS = fileURLToPath(new URL('../src/app/words/', import.meta.url));
const WORD_INDEX = /\/src\/app\/words\/[a-z]{2}\/index\.ts$/u;
/** Areas that are named by one word, each a file that gathers others: what a run is shown with, and what is said of an input, which a replay says in English. */
const GATHERED = ['stage', 'told'];
const GATHERING = /\/src\/app\/words\/[a-z]{2}\/(stage|told)\.ts$/u;
const WORD_AREA = /\/src\/app\/words\/[a-z]{2}\/[\w-]+\.ts$/u;
const TEMPLATE = /\/src\/core\/preset\/templates\/[\w-]+\.json$/u;
/** How a module names the words that it says. */
const SAID = String.raw`(?<!function )(?:use(?:Stage|Told)?Words\(\)|wordsIn\([^()]*\))`;

/** The texts of every language's words. */
function wordTexts() {
  const files = readdirSync(WORDS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.map((name) => readFileSync(path.join(WORDS, name), 'utf8'));
}

/** What each area of the words says, by the names of English, which is the type of all languages. */
function areas() {
  const files = readdirSync(path.join(WORDS, 'en')).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
  return files.map((file) => ({
    file,
    names: [...readFileSync(path.join(WORDS, 'en', file), 'utf8').matchAll(/^export (?:const|function) (\w+)/gmu)].map(
      ([, name]) => name ?? '',
    ),
  }));
}

/**
 * The groups of words that modules name (`taken`), and those of which a module takes a word by a name that is worked out, `words[code]` (`computed`). Throws where a
 * module takes all words at once.
 * @param {readonly string[]} modules
 */
export function groupsSaid(modules) {
  const code = modules.join('\n');
  const whole = new RegExp(String.raw`${SAID}\s*(?![\s.;,{])`, 'u').exec(code);
  if (whole !== null) throw new Error(`it can’t be told what is said of all words: ${code.slice(whole.index, whole.index + 80)}`);
  /** @type {Set<string>} */
  const taken = new Set();
  /** @type {Set<string>} */
  const computed = new Set();
  for (const module of modules) {
    /** @type {(readonly [group: string, name: string])[]} */
    const named = [];
    for (const [, group = '', index] of module.matchAll(new RegExp(String.raw`${SAID}\s*\.(\w+)(\s*\[)?`, 'gu'))) {
      taken.add(group);
      if (index !== undefined) computed.add(group);
    }
    for (const [, name = '', group = ''] of module.matchAll(new RegExp(String.raw`(\w+)\s*=\s*${SAID}\s*\.(\w+)\s*[;,]`, 'gu')))
      named.push([group, name]);
    for (const [, names = ''] of module.matchAll(new RegExp(String.raw`\{([^{}]*)\}\s*=\s*${SAID}\s*[;,]`, 'gu')))
      for (const [, group = '', name] of names.matchAll(/(\w+)\s*(?::\s*(\w+))?\s*(?:,|$)/gu)) {
        taken.add(group);
        named.push([group, name ?? group]);
      }
    for (const [group, name] of named) if (new RegExp(String.raw`\b${name}\s*\[`, 'u').test(module)) computed.add(group);
  }
  return { taken, computed };
}

/**
 * Vite's plugin that leaves out what a page of these modules does not need. All languages stay, each with what the page can say.
 * @param {readonly string[]} modules the page's own modules
 */
export function onlyNeeded(modules) {
  const { taken, computed } = groupsSaid(modules);
  const said = (/** @type {string} */ name) => name === 'format' || taken.has(name);
  const gatherers = new Map(
    GATHERED.flatMap((gatherer) =>
      Array.from(
        readFileSync(path.join(WORDS, 'en', `${gatherer}.ts`), 'utf8').matchAll(/from '\.\/([\w-]+\.ts)'/gu),
        ([, file = '']) => /** @type {const} */ ([file, gatherer]),
      ),
    ),
  );
  /** @param {string | undefined} gatherer undefined: of what stands in the index itself */
  const index = (gatherer) =>
    areas()
      .filter(({ file }) => gatherers.get(file) === gatherer)
      .map(({ file, names }) => ({ file, kept: names.filter(said) }))
      .flatMap(({ file, kept }) => (kept.length === 0 ? [] : `export { ${kept.join(', ')} } from './${file}';`));
  const names = new Set(modules.flatMap((module) => module.match(/[\w$]+/gu) ?? []));
  // Words are also made of other words.
  for (const text of wordTexts()) for (const [, name = ''] of text.matchAll(/\.\s*(\w+)/gu)) names.add(name);
  for (const text of wordTexts())
    for (const [, list = ''] of text.matchAll(/\{([^{}=]*)\}\s*=[^=>]/gu))
      for (const name of list.match(/\w+/gu) ?? []) names.add(name);
  return {
    name: 'glassrank-replay-parts',
    enforce: /** @type {const} */ ('pre'),
    load(/** @type {string} */ id) {
      if (WORD_INDEX.test(id)) return [...index(undefined), "export * as stage from './stage.ts';"].join('\n');
      const gatherer = GATHERING.exec(id)?.[1];
      if (gatherer !== undefined) return index(gatherer).join('\n');
      return TEMPLATE.test(id) ? withoutPrompt(readFileSync(id, 'utf8')) : null;
    },
    transform: {
      order: /** @type {const} */ ('post'),
      /** @this {{ parse: (code: string) => any }} */
      handler(/** @type {string} */ code, /** @type {string} */ id) {
        return WORD_AREA.test(id) ? withoutUnsaid(this.parse(code), code, { names, whole: computed }) : null;
      },
    },
  };
}

/**
 * A module of words without those words of its groups whose names stand nowhere in the page. A group with a name that is no identifier is chosen from by a code, and
 * stays whole, as do those in `whole`.
 * @param {{ body: readonly any[] }} program its ESTree
 * @param {string} code
 * @param {{ names: ReadonlySet<string>, whole: ReadonlySet<string> }} said
 */
export function withoutUnsaid(program, code, { names, whole }) {
  /** @type {[from: number, to: number][]} */
  const cuts = [];
  for (const { type, declaration } of program.body) {
    const [declared] =
      type === 'ExportNamedDeclaration' && declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
    if (declared?.init?.type !== 'ObjectExpression' || whole.has(declared.id.name)) continue;
    /** @type {readonly any[]} */
    const properties = declared.init.properties;
    const keys = properties.map(({ type: kind, key, computed }) =>
      kind === 'Property' && key.type === 'Identifier' && !computed ? key.name : null,
    );
    if (keys.includes(null)) continue;
    for (const [at, property] of properties.entries())
      if (!names.has(keys[at])) cuts.push([property.start, properties[at + 1]?.start ?? declared.init.end - 1]);
  }
  return cuts.toReversed().reduce((text, [from, to]) => text.slice(0, from) + text.slice(to), code);
}

/**
 * A built-in method as a reader of logs needs it: how its answers are read, and of what is asked only the places that are filled, by which it is a sound one.
 * @param {string} template
 */
export function withoutPrompt(template) {
  const { messages, ...method } = JSON.parse(template);
  // Where scores are read at passages' ends, what stands behind a passage says whether it is sound.
  if (method.reading) return template;
  const bare = messages.map((/** @type {{ content: string }} */ { content, ...message }) => ({
    ...message,
    content: (content.match(/\{\w+\}/gu) ?? ['-']).join(' '),
  }));
  return JSON.stringify({ ...method, messages: bare, source: '-', models: [], fallback: '-' });
}

/**
 * PostCSS's plugin that leaves out rules for classes that nothing in these modules wears. What stands in brackets (`:not(.x)`) takes no rule away.
 * @param {readonly string[]} modules
 */
export function onlyWorn(modules) {
  const worn = new Set(modules.flatMap((module) => module.match(/[\w-]+/gu) ?? []));
  /** Of classes that are put together: `lamp-${standing}`. */
  const begun = modules.flatMap((module) => Array.from(module.matchAll(/([\w-]+-)\$\{/gu), ([, beginning = '']) => beginning));
  const applies = (/** @type {string} */ selector) =>
    Array.from(withoutBrackets(selector).matchAll(/\.([a-zA-Z][\w-]*)/gu)).every(
      ([, name = '']) => worn.has(name) || begun.some((beginning) => name.startsWith(beginning)),
    );
  return {
    postcssPlugin: 'glassrank-worn',
    /** @param {{ selectors: string[], remove: () => void }} rule */
    Rule(rule) {
      const kept = rule.selectors.filter(applies);
      if (kept.length === 0) rule.remove();
      else if (kept.length < rule.selectors.length) rule.selectors = kept;
    },
  };
}

function withoutBrackets(/** @type {string} */ selector) {
  for (let left = selector; ;) {
    const next = left.replaceAll(/\([^()]*\)/gu, '');
    if (next === left) return left;
    left = next;
  }
}
