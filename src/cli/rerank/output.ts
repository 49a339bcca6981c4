import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EXPORT_FORMATS } from '../../core/export/index.ts';
import type { ExportKind } from '../../core/export/index.ts';
import type { RunEvent } from '../../core/log/event.ts';
import type { RunView } from '../../core/log/view.ts';
import { reasonTexts } from '../../core/read/reasons.ts';
import { fileName, writeWhole } from '../results.ts';
import type { CommandWorld } from '../world.ts';
import { UsageError } from '../world.ts';
import { listLines } from './list.ts';
import type { OutputOptions } from './options.ts';

/** One query's run, as far as it came. */
export interface FinishedRun {
  readonly log: readonly RunEvent[];
  readonly view: RunView;
  readonly ranker: string;
}

/** Where results go. */
export interface ResultOutput {
  /** Takes the events of a run as they come; only `--json` prints them. */
  event(event: RunEvent): void;
  /** Takes a run, in the order of the queries. */
  add(run: FinishedRun): void;
  /** Writes what was held back: files, and formats whose file holds all queries at once. Once, whatever happened before. */
  end(): void;
}

/** How runs of several queries become one text; the others hold one query, and get a file each. */
const JOINED: Partial<Record<ExportKind, (texts: readonly string[]) => string>> = {
  trec: (texts) => texts.join(''),
  markdown: (texts) => texts.join('\n'),
  'rank-llm-requests': joinArrays,
  'rank-llm-results': joinArrays,
};

type OutputWorld = Pick<CommandWorld, 'write' | 'now' | 'version' | 'outputColumns'>;

/** Throws a UsageError where the format cannot be written so. Nothing is written before the first run is there. */
export function resultOutput({
  options: { format, top, out, app },
  queries,
  world,
}: {
  readonly options: OutputOptions;
  /** How many runs will come. */
  readonly queries: number;
  readonly world: OutputWorld;
}): ResultOutput {
  if (format === 'list' || format === 'events') {
    const held: string[] = [];
    const emit = out === null ? world.write : (text: string): void => void held.push(text);
    let isFirst = true;
    return {
      event: (event) => void (format === 'events' && emit(`${JSON.stringify(event)}\n`)),
      add({ view, ranker }) {
        if (format === 'events') return;
        const columns = out === null ? world.outputColumns : null;
        emit(`${isFirst ? '' : '\n'}${listLines({ view, ranker, top, columns }).join('\n')}\n`);
        isFirst = false;
      },
      end: () => void (out !== null && writeResult(out, held.join(''))),
    };
  }
  const join = JOINED[format];
  if (join === undefined && queries > 1 && out === null)
    throw new UsageError(
      `${format} holds one query, and there are ${queries}: name a folder with --out, choose one with --queries 1, or take ${Object.keys(JOINED).join(', ')}.`,
    );
  const write = writer({ kind: format, app, world });
  const texts: string[] = [];
  const streams = out === null && (format === 'trec' || format === 'markdown');
  return {
    event: () => {},
    add(run) {
      const text = write(run);
      if (join === undefined && queries > 1 && out !== null)
        writeResult(path.join(out, `${fileName(run.view.request.query.id)}${EXPORT_FORMATS[format].ending}`), text);
      else if (streams) {
        world.write(texts.length > 0 && format === 'markdown' ? `\n${text}` : text);
        texts.push('');
      } else texts.push(text);
    },
    end() {
      if (streams || texts.length === 0) return;
      const text = join === undefined ? texts.join('') : join(texts);
      if (out === null) world.write(text);
      else writeResult(out, text);
    },
  };
}

/** Writes one run in the format. Throws a UsageError, before anything runs, where the built page is not there. */
function writer({
  kind,
  app,
  world,
}: {
  readonly kind: ExportKind;
  readonly app: string | null;
  readonly world: Pick<OutputWorld, 'now' | 'version'>;
}): (run: FinishedRun) => string {
  const format = EXPORT_FORMATS[kind];
  const replayPage = format.needsReplayPage ? readReplayPage(app ?? '') : null;
  return ({ log, view }) => {
    const exportedAt = world.now().toISOString();
    const text = format.write({ log, view, appVersion: world.version, exportedAt, reasons: reasonTexts(view), replayPage });
    if (text === null)
      throw new UsageError(`--app: replay-template.html in ${app} is not the built replay page. npm run build makes it.`);
    return text;
  };
}

function readReplayPage(app: string): string {
  try {
    return readFileSync(path.join(app, 'replay-template.html'), 'utf8');
  } catch {
    throw new UsageError(
      `--app: there is no built page in ${app}: replay-template.html is missing. npm run build in a clone makes one, in dist/.`,
    );
  }
}

function writeResult(file: string, text: string): void {
  try {
    writeWhole(path.resolve(file), text);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function joinArrays(texts: readonly string[]): string {
  if (texts.length === 1) return texts[0] ?? '';
  return `${JSON.stringify(
    texts.flatMap((text) => JSON.parse(text) as unknown[]),
    null,
    2,
  )}\n`;
}
