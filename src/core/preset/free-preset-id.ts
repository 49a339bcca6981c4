/** The id wanted, or with the next number that is free. What an id may not hold becomes a dash. `ids`: those that are taken. */
export function freePresetId(wanted: string, ids: readonly string[]): string {
  const base = wanted.replaceAll(/[^\w.-]+/gu, '-').replaceAll(/^-+|-+$/gu, '') || 'preset';
  const taken = new Set(ids);
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}
