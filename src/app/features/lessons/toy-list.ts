import type { StageRow } from './stage-rows.tsx';

/** The question of most lessons, and five passages that can be judged by eye. */
export const TOY_QUERY = 'How hot should the water for green tea be?';

/** By name, with the grade that the lessons give each: 2 answers the query, 1 helps, 0 does neither. */
export const TOY_PASSAGES: readonly (StageRow & { readonly grade: number })[] = [
  { name: 'steep', text: 'Green tea is steeped at 70 to 80 °C for two minutes.', grade: 2 },
  { name: 'bitter', text: 'Boiling water makes green tea bitter.', grade: 1 },
  { name: 'black', text: 'Black tea takes boiling water and four minutes.', grade: 0 },
  { name: 'kettle', text: 'A good kettle stops at the temperature that you set.', grade: 0 },
  { name: 'trade', text: 'Tea came to Europe by ship in the 17th century.', grade: 0 },
];

/** The passage of a name. */
export function toyPassage(name: string): (typeof TOY_PASSAGES)[number] {
  const found = TOY_PASSAGES.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no passage of the lessons is called ${name}`);
  return found;
}

/** The judgements as measures take them. */
export const TOY_GRADES: ReadonlyMap<string, number> = new Map(TOY_PASSAGES.map(({ name, grade }) => [name, grade]));
