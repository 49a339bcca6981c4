/** What is wrong with a value that should be a `CellResult`, as the field's name; null: nothing. Unknown fields are let through. */
export function cellFlaw(value: unknown): string | null {
  if (!isRecord(value)) return 'the whole line';
  const { ranking, ties, outcome, windows, forecast } = value;
  for (const name of ['configurationId', 'qid']) if (typeof value[name] !== 'string') return name;
  for (const name of ['calls', 'promptTokens', 'completionTokens', 'seconds']) if (!isAmount(value[name])) return name;
  if (!isTexts(ranking) || new Set(ranking).size !== ranking.length) return 'ranking';
  if (!Array.isArray(ties) || !ties.every((group) => isTexts(group) && group.every((docId) => ranking.includes(docId))))
    return 'ties';
  if (!isRecord(outcome) || !['complete', 'cancelled', 'failed'].includes(String(outcome['type']))) return 'outcome';
  if (outcome['type'] === 'failed' && !(isRecord(outcome['error']) && typeof outcome['error']['code'] === 'string'))
    return 'outcome';
  if (!isRecord(windows)) return 'windows';
  for (const name of ['complete', 'repaired', 'truncated', 'unparsed']) if (!isAmount(windows[name])) return `windows.${name}`;
  if (forecast === null) return null;
  if (!isRecord(forecast)) return 'forecast';
  for (const name of ['calls', 'promptTokens', 'outputTokens']) {
    const bounds = forecast[name];
    if (!Array.isArray(bounds) || bounds.length !== 2 || !bounds.every(isAmount)) return `forecast.${name}`;
  }
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
