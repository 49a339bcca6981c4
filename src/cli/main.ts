import path from 'node:path';
import type { EvaluationEngine } from './bridge.ts';
import { readCollectionFiles } from './collection.ts';
import { encoderInEnglish } from './english.ts';
import { evaluationHelp, evaluationOptions } from './options.ts';
import type { EvaluationOptions } from './options.ts';
import { cellLine, reportLines } from './report.ts';
import { fileName, writeWhole } from './results.ts';
import { rerankCommand } from './rerank/rerank.ts';
import { runEvaluation } from './run.ts';
import { serveCommand } from './serve/serve.ts';
import type { NodeInstant } from '../instant/node.ts';
import { openUsual } from './usual-instant.ts';
import type { CommandWorld } from './world.ts';
import type { EvaluationResult } from './run.ts';

export type { CommandWorld } from './world.ts';

const COMMANDS: Readonly<
  Record<string, { readonly about: string; run(args: readonly string[], called: Called): Promise<number> }>
> = {
  rerank: {
    about: '[FILE…] --instant | --server ADDRESS   puts passages into their order',
    run: (args, called) => rerankCommand(args, called),
  },
  serve: {
    about: '--instant | --server ADDRESS            the same over HTTP: /v1/rerank as Cohere and Jina have it',
    run: (args, called) => serveCommand(args, called),
  },
  evaluate: {
    about: '--collection DIR                     reranks a judged collection by any method and prints measures',
    run: (args, called) => evaluate(args, called),
  },
};

interface Called {
  /** How this command was called: `glassrank rerank`. */
  readonly command: string;
  readonly world: CommandWorld;
}

/** The command line `glassrank COMMAND …`, without the program's own name. Returns the exit code. Never rejects for what a person can mend. */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) {
    const called = world.name === 'npm run' ? 'npm run evaluate --' : `${world.name} ${name}`;
    try {
      return await command.run(rest, { command: called, world });
    } catch (error) {
      world.warn(messageOf(error, called));
      return 1;
    }
  }
  if (name === '--version') {
    world.print(world.version);
    return 0;
  }
  const help = [
    ...Object.entries(COMMANDS).map(([one, { about }]) => `${world.name} ${one} ${about}`),
    `${world.name} COMMAND --help   all options of a command, with its exit codes`,
    `${world.name} --version`,
  ].join('\n');
  if (name === '--help' || name === '-h' || name === 'help') {
    world.print(help);
    return 0;
  }
  world.warn(name === '' ? help : `There is no command ${name}.\n\n${help}`);
  return 1;
}

async function evaluate(args: readonly string[], { command, world }: Called): Promise<number> {
  const help = evaluationHelp(command);
  if (args.includes('--help') || args.includes('-h')) {
    world.print(help);
    return 0;
  }
  let stopped = false;
  let close = async (): Promise<void> => {};
  const listenNoMore = world.onStop(() => {
    stopped = true;
    void close();
  });
  try {
    const options = evaluationOptions(args);
    if (options === null) {
      world.warn(help);
      return 1;
    }
    const collection = readCollectionFiles(options.files);
    const connected = world.connect(options);
    const instant = options.startFrom === 'run' ? undefined : await openUsual(options.encoder, world);
    let closed: Promise<unknown> | null = null;
    close = async () => {
      // Who stops and who comes to the end both close.
      closed ??= Promise.all([connected.close(), instant?.end()]);
      await closed;
    };
    if (instant?.problem != null) world.warn(encoderInEnglish(instant.problem));
    await runAndReport({ options, collection, engine: connected.engine, instant, world });
    return 0;
  } catch (error) {
    world.warn(stopped ? '\nStopped. The same command goes on from here.' : messageOf(error, command));
    return 1;
  } finally {
    listenNoMore();
    await close();
  }
}

async function runAndReport({
  options,
  collection,
  engine,
  instant,
  world,
}: {
  options: EvaluationOptions;
  instant: NodeInstant | undefined;
  collection: ReturnType<typeof readCollectionFiles>;
  engine: EvaluationEngine;
  world: CommandWorld;
}): Promise<void> {
  const { entries, measures, isSweep, exportTo, runs, out, depth } = options;
  const models = entries.length === 1 ? (entries[0]?.model ?? '') : `${entries.length}-configurations`;
  const file = path.resolve(out ?? path.join('.cache', 'evaluate', `${collection.name}-${models}-depth${depth}.jsonl`));
  let place = 0;
  const changed = { better: 0, worse: 0 };
  const { plan, report }: EvaluationResult = await runEvaluation({
    ...options,
    collection,
    engine,
    instant,
    out: file,
    now: world.now,
    newId: world.newId,
    appVersion: world.version,
    tell: {
      model: ({ identity, loadMs }) =>
        world.print(`${identity.id} (${identity.library}) on ${identity.adapter}, loaded in ${(loadMs / 1000).toFixed(1)} s`),
      note: (text) => world.print(`note: ${text}`),
      cell(done) {
        place += 1;
        if (done.gain.after > done.gain.before) changed.better += 1;
        if (done.gain.after < done.gain.before) changed.worse += 1;
        world.print(cellLine(done, { place, measure: measures[0] ?? '' }));
      },
    },
  });
  reportLines({ plan, report, isSweep, changed }).forEach(world.print);
  if (exportTo !== null)
    writeWhole(path.resolve(exportTo), exportTo.endsWith('.tsv') ? report.tsv : `${JSON.stringify(report.rows, null, 1)}\n`);
  if (runs !== null)
    for (const { id, name } of plan.configurations) writeWhole(path.join(runs, `${fileName(name)}.run`), report.runs[id] ?? '');
  world.print(`\nresults  ${path.relative(process.cwd(), file)}`);
}

/** What a person reads of an error: a browser's driver puts its own words before, and a stack behind. */
function messageOf(error: unknown, command: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const isUnknownOption = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (isUnknownOption) return `${message}\n${command} --help lists the options.`;
  return message.replace(/^page\.evaluate: (Error: )?/, '').split('\n    at ')[0] ?? message;
}
