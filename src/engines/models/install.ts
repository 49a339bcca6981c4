import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import { sha256Hex } from '../download.ts';
import { bringFile, partsCache } from './bring.ts';
import type { InstallOptions } from './bring.ts';
import { heldHash, keepOf, manifestText } from './keep.ts';
import type { Keep } from './keep.ts';
import { alone } from './lock.ts';
import type { InstallPlan, PlannedFile } from './plan.ts';
import type { InstallEvent } from './progress.ts';
import { openShelf } from './stored.ts';
import type { ModelShelf, StoredFile, StoredModel } from './stored.ts';
import { stopped, storageTrouble, Trouble } from './trouble.ts';
import type { InstallWorld } from './world.ts';

export type { InstallOptions } from './bring.ts';

/**
 * Fetches what a plan lists, or reads it from a folder, checks every byte and puts it where WebLLM looks. What has arrived is kept when it is stopped or
 * fails, and the next call asks for the rest alone. The record is written last: a model is there whole, or not listed.
 *
 * One tab at a time works on a model; others wait (`waiting`) and then find it whole. A model of the same id from elsewhere is replaced; what both have in
 * common is not fetched again.
 */
export function install(
  plan: InstallPlan,
  world: InstallWorld,
  { signal = new AbortController().signal, onEvent = () => {} }: InstallOptions = {},
): Promise<Result<StoredModel, ErrorInfo>> {
  return alone(plan.id, world, { signal, onEvent }, () => installAlone(plan, world, { signal, onEvent }));
}

async function installAlone(plan: InstallPlan, world: InstallWorld, options: Required<InstallOptions>): Promise<StoredModel> {
  const { onEvent } = options;
  const shelf = openShelf(world);
  const keep = keepOf(plan.id, world);
  const before = await shelf.get(plan.id);
  const pinned = before !== null && isSameSource(before, plan) ? before : null;
  const wanted = plan.files.map((file) => withPin(file, pinned));
  if (pinned !== null && (await isWhole(pinned, wanted, keep))) {
    onEvent({ type: 'stored', id: pinned.id });
    return pinned;
  }
  await askForRoom(wanted, keep, world, onEvent);
  // While files are replaced, the model of before is none.
  if (before?.whole === true) await shelf.put({ ...before, whole: false });

  const files: StoredFile[] = [];
  for (const file of wanted) files.push(await bringFile(file, keep, world, options));
  return finish(plan, files, { shelf, keep, world, onEvent, lastUsed: before?.lastUsed ?? null });
}

/** Writes manifest and record, and clears away what is left of earlier versions. */
async function finish(
  plan: Omit<InstallPlan, 'files' | 'architecture' | 'bytes'>,
  files: readonly StoredFile[],
  {
    shelf,
    keep,
    world,
    onEvent,
    lastUsed,
  }: { shelf: ModelShelf; keep: Keep; world: InstallWorld; onEvent: (event: InstallEvent) => void; lastUsed: string | null },
): Promise<StoredModel> {
  const { id, title, name, source, family, preset, quantization, contextTokens, licence, libraries, guard } = plan;
  const manifest = new TextEncoder().encode(manifestText({ ...plan, files }));
  await keep.put('manifest.json', new Blob([manifest]), null);
  const model: StoredModel = {
    schema: 1,
    id,
    title,
    name,
    source,
    family,
    preset,
    quantization,
    contextTokens,
    licence,
    libraries,
    ...(guard === undefined ? {} : { guard }),
    files,
    manifestSha256: await sha256Hex(manifest),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    added: new Date(world.now()).toISOString(),
    lastUsed,
    whole: true,
  };
  try {
    await shelf.put(model);
    await keep.deleteOthers(files.map((file) => file.name));
  } catch (error) {
    throw storageTrouble(error, {});
  }
  onEvent({ type: 'stored', id });
  return model;
}

/** Asks for lasting storage, and whether there is room for what is not here yet. Throws `Trouble` with both figures where there is not. */
async function askForRoom(
  files: readonly PlannedFile[],
  keep: Keep,
  world: InstallWorld,
  onEvent: (event: InstallEvent) => void,
): Promise<void> {
  const parts = await partsCache(world);
  const keys = (await parts.keys()).map(({ url }) => url);
  const sizes = await Promise.all(
    files.map(async ({ name, bytes }) => {
      const kept = (await keep.look(name))?.bytes ?? null;
      const blocks = keys.filter((key) => key.startsWith(keep.partsPrefix(name)));
      const lengths = await Promise.all(
        blocks.map(async (key) => Number((await parts.match(key))?.headers.get('content-length') ?? 0)),
      );
      const held = kept ?? lengths.reduce((sum, length) => sum + length, 0);
      return { bytes: bytes ?? held, held: Math.min(held, bytes ?? held), whole: kept !== null };
    }),
  );
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const heldBytes = sizes.reduce((sum, { held }) => sum + held, 0);
  onEvent({ type: 'plan', files: files.length, bytes: total, heldBytes });

  // Not waited for: some browsers ask the reader first, who may not answer at all.
  void world.storage.persist().then((granted) => onEvent({ type: 'persist', granted: granted ?? null }));
  // For a moment, the largest file lies here twice: as blocks and as a whole.
  const largest = Math.max(0, ...sizes.filter(({ whole }) => !whole).map(({ bytes }) => bytes));
  const neededBytes = total - heldBytes + largest;
  const freeBytes = (await world.storage.freeBytes()) ?? null;
  onEvent({ type: 'space', neededBytes, freeBytes });
  if (freeBytes === null || neededBytes <= freeBytes || total === heldBytes) return;
  throw new Trouble(
    'no-space',
    `this model needs ${neededBytes} more bytes of storage, and the browser gives this site ${freeBytes}. Free disk space or delete a stored model.`,
    { neededBytes, freeBytes },
  );
}

function isSameSource({ source }: StoredModel, plan: InstallPlan): boolean {
  if (source.type === 'folder') return plan.source.type === 'folder';
  return plan.source.type === source.type && plan.source.url === source.url;
}

/** What was pinned at first use is expected from then on, until the model is removed. */
function withPin(file: PlannedFile, before: StoredModel | null): PlannedFile {
  const pin = before?.files.find(({ name }) => name === file.name);
  if (
    pin === undefined ||
    file.sha256 !== null ||
    file.gitSha1 !== null ||
    file.origin.type !== 'url' ||
    pin.from !== file.origin.url
  )
    return file;
  return { ...file, sha256: pin.sha256, bytes: pin.bytes };
}

/** Whether the record is of just these files, and all of them lie here, by name and length. Every load hashes them. */
async function isWhole(model: StoredModel, wanted: readonly PlannedFile[], keep: Keep): Promise<boolean> {
  if (!model.whole || model.files.length !== wanted.length) return false;
  for (const { name, bytes, sha256 } of model.files) {
    const file = wanted.find((one) => one.name === name);
    if (file === undefined || (file.sha256 ?? sha256) !== sha256 || (file.bytes ?? bytes) !== bytes) return false;
    if ((await keep.look(name))?.bytes !== bytes) return false;
  }
  return (await keep.look('manifest.json')) !== null;
}

/** A stored file that is not what it was. */
export interface DamagedFile {
  readonly name: string;
  readonly problem: 'missing' | 'differs';
}

/** Hashes all files of a stored model again and names those that are not what they were. Marks the record accordingly (`whole`). */
export function verifyStored(
  id: string,
  world: InstallWorld,
  { signal = new AbortController().signal, onEvent = () => {} }: InstallOptions = {},
): Promise<Result<readonly DamagedFile[], ErrorInfo>> {
  return alone(id, world, { signal, onEvent }, () => verifyAlone(id, world, { signal, onEvent }));
}

/**
 * Looks for what is damaged, and fetches that alone, from where it came. Files of a folder cannot be fetched: `stored-damaged` names the first, and installing
 * the folder again brings it back.
 */
export function repair(
  id: string,
  world: InstallWorld,
  { signal = new AbortController().signal, onEvent = () => {} }: InstallOptions = {},
): Promise<Result<StoredModel, ErrorInfo>> {
  return alone(id, world, { signal, onEvent }, async () => {
    const damaged = await verifyAlone(id, world, { signal, onEvent });
    const shelf = openShelf(world);
    const keep = keepOf(id, world);
    const model = await recordOf(id, world);
    if (damaged.length === 0) return model;
    const lost = damaged.map(({ name }) => name);
    const files = model.files.filter(({ name }) => lost.includes(name));
    const folder = files.find(({ from }) => from === undefined);
    if (folder !== undefined)
      throw new Trouble('stored-damaged', `${folder.name} came from a folder on this computer: open the folder again`, {
        file: folder.name,
      });
    for (const { name, bytes, sha256, checkedBy, from = '' } of files) {
      const toldBy = checkedBy === 'first-use' ? null : checkedBy;
      const planned = { name, origin: { type: 'url', url: from }, bytes, sha256, gitSha1: null, md5: null, toldBy } as const;
      await bringFile(planned, keep, world, { signal, onEvent }, 'repaired');
    }
    // The manifest follows from the record.
    if (lost.includes('manifest.json')) await keep.put('manifest.json', new Blob([manifestText(model)]), null);
    const whole = { ...model, whole: true };
    await shelf.put(whole);
    onEvent({ type: 'stored', id });
    return whole;
  });
}

async function verifyAlone(
  id: string,
  world: InstallWorld,
  { signal, onEvent }: Required<InstallOptions>,
): Promise<readonly DamagedFile[]> {
  const model = await recordOf(id, world);
  const keep = keepOf(id, world);
  onEvent({ type: 'plan', files: model.files.length, bytes: model.bytes, heldBytes: 0 });
  const damaged: DamagedFile[] = [];
  for (const file of model.files) {
    if (signal.aborted) throw stopped({ file: file.name });
    const { name, bytes, checkedBy } = file;
    onEvent({ type: 'file-start', file: name, bytes, heldBytes: 0 });
    const problem = await problemOf(file, keep);
    if (problem === null) onEvent({ type: 'file-end', file: name, bytes, checkedBy, note: 'here' });
    else damaged.push({ name, problem });
  }
  const manifest = await manifestOf(model);
  const problem = await problemOf(manifest, keep);
  if (problem !== null) damaged.push({ name: manifest.name, problem });
  const whole = damaged.length === 0;
  if (whole !== model.whole) await openShelf(world).put({ ...model, whole });
  return damaged;
}

async function problemOf(
  file: Pick<StoredFile, 'name' | 'bytes' | 'sha256'>,
  keep: Keep,
): Promise<DamagedFile['problem'] | null> {
  const { name, bytes, sha256 } = file;
  if ((await keep.look(name)) === null) return 'missing';
  return (await heldHash(keep, name, { bytes, sha256, gitSha1: null, md5: null })) === null ? 'differs' : null;
}

async function manifestOf(model: StoredModel): Promise<Pick<StoredFile, 'name' | 'bytes' | 'sha256'>> {
  const bytes = new TextEncoder().encode(manifestText(model));
  // What follows from the record, and what the record says of it, are the same unless the record was tampered with.
  const sha256 = await sha256Hex(bytes);
  if (sha256 !== model.manifestSha256)
    throw new Trouble(
      'stored-damaged',
      `the record of ${model.id} does not fit its own manifest. Remove the model and fetch it anew.`,
      {
        file: 'manifest.json',
      },
    );
  return { name: 'manifest.json', bytes: bytes.byteLength, sha256 };
}

async function recordOf(id: string, world: InstallWorld): Promise<StoredModel> {
  const shelf = openShelf(world);
  const model = await shelf.get(id);
  if (model !== null) return model;
  const damaged = (await shelf.damaged()).includes(id);
  const message = damaged
    ? `the record of ${id} cannot be read. Remove the model and fetch it anew.`
    : `no model is stored under ${JSON.stringify(id)}`;
  const { code, details } = errorInfo(damaged ? 'stored-damaged' : 'model-missing', message, { file: `${id}.json` });
  throw new Trouble(code, message, details);
}
