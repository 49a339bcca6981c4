import type { LensAction } from './lens-action.ts';
import { lensAtWork } from './lens-at-work.ts';
import type { LensEnd, LensesView, LensJobs, LensName, LensPlan } from './lens-view.ts';

/** The lenses' part of the page's reducer. One job at a time; what a job of before left is kept until its lens is started again. */
export function reduceLens(view: LensesView, action: LensAction): LensesView {
  switch (action.type) {
    case 'lens-edit':
      return { ...view, form: { ...view.form, ...action.change } };
    case 'lens-begin':
      return lensAtWork(view) === null ? { ...view, jobs: begun(view.jobs, action) } : view;
    case 'lens-model':
      return changed(view, action.lens, { model: action.model });
    case 'lens-run-begin':
      return changed(view, action.lens, { current: action.key });
    case 'lens-run-end': {
      const logs = view.jobs[action.lens]?.logs;
      if (logs === undefined || lensAtWork(view) !== action.lens) return view;
      return changed(view, action.lens, { current: null, logs: new Map([...logs, [action.key, action.events]]) });
    }
    case 'lens-answer': {
      const { belief } = view.jobs;
      if (belief === null) return view;
      return changed(view, 'belief', { answers: [...belief.answers, action.answer], tookMs: action.tookMs });
    }
    case 'lens-stop': {
      const lens = lensAtWork(view);
      return lens === null ? view : changed(view, lens, { end: { type: 'stopping' } });
    }
    case 'lens-end':
      return changed(view, action.lens, { end: action.end, ...(action.lens === 'belief' ? {} : { current: null }) });
  }
}

function begun(
  jobs: LensJobs,
  { plan, settings }: { readonly plan: LensPlan; readonly settings: Extract<LensAction, { type: 'lens-begin' }>['settings'] },
): LensJobs {
  const end: LensEnd = { type: 'running' };
  if (plan.lens === 'belief')
    return { ...jobs, belief: { plan: plan.plan, probed: plan.probed, answers: [], tookMs: 0, model: null, end } };
  return { ...jobs, [plan.lens]: { runs: plan.runs, settings, logs: new Map(), current: null, model: null, end } };
}

/** Late words of a job that is over change nothing. */
function changed(view: LensesView, lens: LensName, change: object): LensesView {
  return lensAtWork(view) === lens ? { ...view, jobs: { ...view.jobs, [lens]: { ...view.jobs[lens], ...change } } } : view;
}
