import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { InstallPlan } from './plan.ts';
import type { InstallEvent } from './progress.ts';
import type { StoredModel } from './stored.ts';
import type { InstallWorld } from './world.ts';

/** How an installation can be stopped and listened to. */
export interface InstallOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: InstallEvent) => void;
}

/**
 * Fetches what a plan lists, or reads it from a folder, checks every byte and puts it where WebLLM looks. What has arrived is kept when it is stopped or
 * fails, and the next call asks for the rest alone. The record is written last: a model is there whole, or not listed.
 */
export async function install(
  plan: InstallPlan,
  world: InstallWorld,
  options: InstallOptions = {},
): Promise<Result<StoredModel, ErrorInfo>> {
  void plan;
  void world;
  void options;
  throw new Error('not built yet');
}

/** A stored file that is not what it was. */
export interface DamagedFile {
  readonly name: string;
  readonly problem: 'missing' | 'differs';
}

/** Hashes all files of a stored model again and names those that are not what they were. Marks the record accordingly (`whole`). */
export async function verifyStored(
  id: string,
  world: InstallWorld,
  options: InstallOptions = {},
): Promise<Result<readonly DamagedFile[], ErrorInfo>> {
  void id;
  void world;
  void options;
  throw new Error('not built yet');
}

/** Fetches again only what is damaged, from where it came. Files of a folder must be given again: `model-incomplete` names the first that lacks. */
export async function repair(
  id: string,
  world: InstallWorld,
  options: InstallOptions = {},
): Promise<Result<StoredModel, ErrorInfo>> {
  void id;
  void world;
  void options;
  throw new Error('not built yet');
}
