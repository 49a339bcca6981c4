import path from 'node:path';
import type { EvaluationEngine } from './bridge.ts';
import { readCollectionFiles } from './collection.ts';
import { evaluationHelp, evaluationOptions } from './options.ts';
import type { EvaluationOptions } from './options.ts';
import { cellLine, reportLines } from './report.ts';
import { fileName, writeWhole } from './results.ts';
import { runEvaluation } from './run.ts';
import type { EvaluationResult } from './run.ts';

/** What the command has of the world around it. Tests give a scripted one. */
export interface CommandWorld {
  /** How the program was called, for its help: `glassrank`, `npm run`. */
  readonly name: string;
  readonly version: string;
  /** One line, without its line end. */
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly now: () => Date;
  /** A name that nothing else has. */
  readonly newId: () => string;
  /** Connects to an engine; `close` ends it at once, whatever it does. Throws an Error that says what is needed and not there. */
  readonly connect: (where: { readonly realGpu: boolean; readonly app: string | null }) => {
    readonly engine: EvaluationEngine;
    close(): Promise<void>;
  };
  /** Calls `stop` once when the person stops the program; returns how to listen no more. */
  readonly onStop: (stop: () => void) => () => void;
}

/** The command line `glassrank COMMAND …`, without the program's own name. Returns the exit code. Never rejects for what a person can mend. */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'evaluate') return evaluate(rest, world);
  if (command === '--version') {
    world.print(world.version);
    return 0;
  }
  const help = `${world.name} evaluate --collection DIR …   reranks a judged collection by any method and prints measures with intervals
${world.name} evaluate --help               all its options
${world.name} --version`;
  if (command === '--help' || command === '-h' || command === 'help') {
    world.print(help);
    return 0;
  }
  world.warn(command === undefined ? help : `There is no command ${command}.\n\n${help}`);
  return 1;
}

async function evaluate(args: readonly string[], world: CommandWorld): Promise<number> {
  const command = world.name === 'npm run' ? 'npm run evaluate --' : `${world.name} evaluate`;
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
    close = connected.close;
    await runAndReport({ options, collection, engine: connected.engine, world });
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
  world,
}: {
  options: EvaluationOptions;
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
