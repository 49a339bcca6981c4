/** What is wrong with a value that should be an `ExperimentPlan`, as the field's name; null: nothing. A method is checked when it runs. */
export function planFlaw(value: Readonly<Record<string, unknown>>): string | null {
  const { configurations, collection, topics, missingTopics, depth, seed } = value;
  for (const name of ['id', 'name', 'createdAt']) if (typeof value[name] !== 'string') return name;
  if (!isNames(topics) || topics.length === 0) return 'topics';
  if (!isNames(missingTopics)) return 'missingTopics';
  if (!Number.isInteger(depth) || Number(depth) < 1) return 'depth';
  if (!Number.isInteger(seed)) return 'seed';
  if (!isRecord(collection) || typeof collection['name'] !== 'string' || typeof collection['sha256'] !== 'string')
    return 'collection';
  if (!Array.isArray(configurations) || configurations.length === 0) return 'configurations';
  for (const [place, one] of configurations.entries()) {
    const texts = isRecord(one) && [one['id'], one['name'], one['modelId']].every((text) => typeof text === 'string');
    if (!texts || !isSettings(one['settings'])) return `configurations.${place}`;
  }
  return isNames(configurations.map(({ id }: { id: unknown }) => id)) ? null : 'configurations';
}

function isSettings(value: unknown): boolean {
  if (!isRecord(value) || typeof value['answerMode'] !== 'string') return false;
  return ['windowSize', 'windowStride', 'thoughtTokens', 'passageWords', 'temperature', 'seed'].every((name) =>
    Number.isFinite(value[name]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts, each once. */
function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') && new Set(value).size === value.length;
}
