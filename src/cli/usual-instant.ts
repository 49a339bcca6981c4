import { openInstant } from '../instant/node.ts';
import type { NodeInstant } from '../instant/node.ts';
import type { CommandWorld } from './world.ts';

/** The instant order with the encoder's folder as it was named (`--encoder`), null: where this installation has it; false: words alone. Never rejects; see `openInstant`. */
export function openUsual(
  named: string | null | false,
  { encoderFolder, findPackage }: Pick<CommandWorld, 'encoderFolder' | 'findPackage'>,
): Promise<NodeInstant> {
  return openInstant({ folder: named ?? encoderFolder, ...(findPackage === undefined ? {} : { find: findPackage }) });
}
