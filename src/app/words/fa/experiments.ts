import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { ToldProblem } from '../en/logs.ts';
import { format } from './format.ts';

const { number } = format;
/** A name within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

/** Why an experiment cannot be planned or read, and the next step. */
export function experimentProblem(found: ExperimentProblem): ToldProblem {
  switch (found.code) {
    case 'no-configurations':
      return { what: 'چیزی برای اجرا نیست.', next: 'یک پیکربندی بیفزایید.' };
    case 'duplicate':
      return { what: `${set(found.name)} دو بار آمده است.`, next: 'هر پیکربندی و هر پرسش را یک بار بنامید.' };
    case 'no-topics':
      return {
        what: found.queries ? 'هیچ یک از پرسش‌ها داوری نشده است.' : 'پرسشی نیست.',
        next: 'اجرا یا پیکره‌ای بیفزایید با پرسش‌هایی که داوری‌ها می‌شناسند.',
      };
    case 'bad-depth':
      return { what: `ژرفا ${number(found.depth)} است.`, next: 'عددی درست از ۱ بدهید.' };
    case 'no-method':
      return {
        what: `پیکربندی ${set(found.configuration)} روشی ندارد که ${set(found.setting)} در آن دگرگون شود.`,
        next: 'دستوری برای آن برگزینید.',
      };
    case 'bad-json':
      return found.leftOut
        ? { what: 'این سطر JSON نیست و کنار گذاشته شد.', next: 'اجرا را ادامه دهید: آن خانه دوباره اجرا می‌شود.' }
        : { what: 'سطر نخست JSON نیست.', next: 'آزمایشی را باز کنید که Glassrank ذخیره کرده است.' };
    case 'not-an-experiment':
      return found.field === null
        ? { what: 'سطر نخست طرح آزمایش نیست.', next: 'آزمایشی را باز کنید که Glassrank ذخیره کرده است.' }
        : { what: `فیلد ${set(found.field)} طرح جور نیست.`, next: 'پرونده تغییر کرده است. آن را دوباره ذخیره کنید.' };
    case 'newer-schema':
      return {
        what: `شمای این آزمایش ${set(found.schema)} است؛ این نسخه شمای ${number(found.reads)} را می‌خواند.`,
        next: 'آن را با همان نسخهٔ Glassrank که نوشته است یا نسخه‌ای تازه‌تر باز کنید.',
      };
    case 'bad-cell':
      return {
        what:
          found.field === null
            ? 'این نتیجه از طرح نیست و کنار گذاشته شد.'
            : `فیلد ${set(found.field)} این نتیجه جور نیست و نتیجه کنار گذاشته شد.`,
        next: 'اجرا را ادامه دهید: آنچه نیست دوباره اجرا می‌شود.',
      };
    case 'cut-off':
      return { what: 'سطر آخر بریده است و کنار گذاشته شد.', next: 'اجرا را ادامه دهید: آن خانه دوباره اجرا می‌شود.' };
  }
}
