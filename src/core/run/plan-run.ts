import type { PromptTemplate } from '../preset/templates.ts';
import type { RunForecast, RunSettings } from '../log/run-event.ts';
import type { RankRequest } from '../rank-request.ts';
import type { Result } from '../result.ts';
import { checkMethod } from './check-method.ts';
import { checkRequest } from './check-request.ts';
import { checkSettings } from './check-settings.ts';
import { forecastRun } from './forecast-run.ts';
import { ownMethod } from './own-method.ts';
import type { TextModel } from './text-model.ts';

/** What a run would cost, without running it; or why it cannot be run, in words. A forecast of null: the list cannot be shown. */
export function planRun({
  request,
  settings,
  model,
  template,
}: {
  request: RankRequest;
  settings: RunSettings;
  model: TextModel;
  template: PromptTemplate;
}): Result<RunForecast | null, string> {
  const method = settings.method ?? ownMethod(template.id, settings);
  const problem = checkSettings(settings) ?? checkRequest(request) ?? checkMethod(method, { settings, model });
  if (problem !== null) return { ok: false, error: problem };
  const words = settings.method === undefined ? { words: settings.passageWords } : {};
  return { ok: true, value: forecastRun({ request, settings, method, model, template, ...words }) };
}
