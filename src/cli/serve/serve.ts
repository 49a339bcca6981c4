import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import type { NodeInstant } from '../../instant/node.ts';
import type { ConfigurationEntry } from '../configurations.ts';
import { encoderInEnglish, errorInEnglish, SILENT_IN_ENGLISH } from '../english.ts';
import { between, Given, oneOf, whole } from '../method-options.ts';
import {
  ASKING_FLAGS,
  askingHelp,
  entryOf,
  flagsOf,
  PLACE_FLAGS,
  PLACE_SWITCHES,
  placeOf,
  refuse,
  STARTS,
} from '../rerank/options.ts';
import type { RankerPlace, StartFrom } from '../rerank/options.ts';
import { instantRanker, modelRanker } from '../rerank/ranker.ts';
import { openUsual } from '../usual-instant.ts';
import { EXIT, UsageError } from '../world.ts';
import type { CommandWorld } from '../world.ts';
import { createRerankServer, endServer } from './server.ts';
import type { OfferedModel, ServeLimits } from './server.ts';

const USUAL = { port: 8790, documents: 1000, mebibytes: 10, concurrent: 8, timeout: 120 };

/** What `glassrank serve --help` prints. */
export function serveHelp(command: string): string {
  return `${command} --instant | --server ADDRESS [options]

Answers POST /v1/rerank (in the shape that Cohere's v2 and Jina's API share; /v2/rerank in Cohere's alone), GET /v1/models and GET /health
on 127.0.0.1. The model "instant" is always there; with --server the model behind it is the one that answers where none is named.

  --port N           default ${USUAL.port}; 0: any free one, which is printed
  --instant          the instant order alone: BM25 and a sentence encoder
  --encoder FOLDER   the encoder's files (a clone's public/models/all-minilm-l6-v2-int8); none: words alone
  --start-from S     what a model starts from: ${STARTS.join(', ')} (default instant)
${askingHelp()}

limits
  --most-documents N of one question (default ${USUAL.documents})
  --most-mib N       mebibytes of one body (default ${USUAL.mebibytes})
  --concurrent N     questions answered at once; a further one gets 429 with Retry-After (default ${USUAL.concurrent})
  --timeout S        seconds of one answer, then 504 (default ${USUAL.timeout})
  --allow-host A,B   names that a Host or Origin header may have, beside 127.0.0.1, localhost and [::1]
  --quiet            no line for each answer on standard error

Exit code 0: stopped by Ctrl-C. 1: bad options, or the port is taken. 2: the model's server cannot be used.`;
}

interface ServeOptions {
  readonly port: number;
  readonly place: RankerPlace;
  readonly encoder: string | null | false;
  readonly startFrom: StartFrom;
  readonly entry: ConfigurationEntry;
  readonly limits: ServeLimits;
  readonly hosts: readonly string[];
  readonly quiet: boolean;
}

/** `glassrank serve …`. Returns the exit code once the person stops it. Throws a UsageError, or what parseArgs throws, for what the person can mend. */
export async function serveCommand(
  args: readonly string[],
  { command, world }: { readonly command: string; readonly world: CommandWorld },
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    world.print(serveHelp(command));
    return EXIT.ranked;
  }
  const options = serveOptions(args, world);
  let stop = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const listenNoMore = world.onStop(stop);
  const instant = await openUsual(options.encoder, world);
  try {
    if (instant.problem !== null) world.warn(encoderInEnglish(instant.problem));
    const models = await offer({ options, instant, world });
    if (typeof models === 'number') return models;
    const server = createRerankServer({
      ...options,
      models,
      version: world.version,
      now: world.now,
      clock: world.clock,
      newId: world.newId,
      tell: (line) => {
        if (!options.quiet) world.warn(line);
      },
    });
    const port = await listen(server, options.port);
    world.print(`http://127.0.0.1:${port} ranks with ${[...models.keys()].join(', ')}`);
    await stopped;
    await endServer(server);
    return EXIT.ranked;
  } finally {
    listenNoMore();
    await instant.end();
  }
}

/** The models by name, the one that answers unasked first; an exit code where the model's server cannot be used. */
async function offer({
  options: { place, entry, startFrom, quiet },
  instant,
  world,
}: {
  readonly options: ServeOptions;
  readonly instant: NodeInstant;
  readonly world: CommandWorld;
}): Promise<ReadonlyMap<string, OfferedModel> | number> {
  const warnings = instant.problem === null ? [] : [encoderInEnglish(instant.problem)];
  const own = ['instant', { ranker: instantRanker(instant), warnings }] as const;
  if (place.type === 'instant') return new Map([own]);
  const served = await world.connectModel(place, (silent) => {
    if (silent && !quiet) world.warn(SILENT_IN_ENGLISH);
  });
  if (!served.ok) {
    world.warn(errorInEnglish(served.error, place));
    return EXIT.failed;
  }
  const ranker = modelRanker({ served: served.value, entry, startFrom, instant });
  world.warn(`${ranker.name} at ${place.address}: the queries and documents are sent there.`);
  served.value.notes.forEach(world.warn);
  return new Map([[ranker.name, { ranker, warnings: startFrom === 'instant' ? warnings : [] }], own]);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new UsageError(
              `Port ${port} ${error.code === 'EACCES' ? 'may not be used' : 'is taken'}. Name another: --port N, or --port 0 for any free one.`,
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function serveOptions(args: readonly string[], { environment }: Pick<CommandWorld, 'environment'>): ServeOptions {
  const own = ['port', 'most-documents', 'most-mib', 'concurrent', 'timeout', 'allow-host'];
  const options = flagsOf([...own, ...PLACE_FLAGS, ...ASKING_FLAGS], ['quiet', ...PLACE_SWITCHES]);
  const given = new Given(parseArgs({ args: [...args], options }).values);
  const place = placeOf(given, environment);
  if (place === null) throw new UsageError('Say what ranks: --instant (no language model), or --server ADDRESS --model NAME.');
  if (place.type === 'instant') refuse(given, [...ASKING_FLAGS, 'first-order', 'start-from'], '--instant asks no model, so');
  const count = (name: string, usual: number, least = 1): number => whole(name, given.text(name) ?? String(usual), least);
  const encoder = given.text('encoder');
  const timeout = between('timeout', given.text('timeout') ?? String(USUAL.timeout), 0.01, 86_400);
  return {
    port: between('port', String(count('port', USUAL.port, 0)), 0, 65_535),
    place,
    encoder: encoder === 'none' ? false : (encoder ?? null),
    startFrom: oneOf('start-from', given.text('start-from') ?? 'instant', STARTS),
    entry: entryOf(given),
    limits: {
      documents: count('most-documents', USUAL.documents),
      bytes: count('most-mib', USUAL.mebibytes) * 2 ** 20,
      concurrent: count('concurrent', USUAL.concurrent),
      timeoutMs: timeout * 1000,
    },
    hosts: (given.text('allow-host') ?? '').split(',').filter((name) => name !== ''),
    quiet: given.has('quiet'),
  };
}
