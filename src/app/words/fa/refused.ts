import type { RunProblem } from '../../../core/run/problem.ts';
import type * as en from '../en/refused.ts';
import { format } from './format.ts';
import { method } from './method.ts';
import { settings } from './run.ts';

const { number } = format;
/** A text of the settings within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;
const listed = (words: readonly string[]): string => words.map(set).join('، ');

/** The name of what is out of range, where the page has one. */
function nameOf(field: string): string {
  return field in settings.fields ? settings.fields[field as keyof typeof settings.fields].label : set(field);
}

function refusal(found: RunProblem): string {
  switch (found.code) {
    case 'out-of-range':
      return `${nameOf(found.field)} باید ${found.kind === 'whole' ? 'عددی درست' : 'عددی'} از ${number(found.least)} تا ${number(found.most)} باشد، نه ${number(found.found)}.`;
    case 'not-a-choice':
      return `${nameOf(found.field)} باید یکی از اینها باشد: ${listed(found.among)}؛ نه «${set(found.found)}».`;
    case 'repeated-docid':
      return `دو متن یک شناسه دارند: «${set(found.docId)}».`;
    case 'first-stage-order':
      return 'ترتیب مرحلهٔ نخست همهٔ متن‌ها را هر یک یک بار ندارد.';
    case 'first-stage-scores':
      return 'مرحلهٔ نخست باید به هر متن یک امتیاز معین بدهد.';
    case 'first-stage-windows':
      return 'مرحلهٔ نخست باید دربارهٔ هر متن بگوید پنجره‌اش از کجا آغاز می‌شود.';
    case 'other-question':
      return `دستور ${set(found.prompt)} ${method.asks[found.question]}، و راهبرد «${method.strategies[found.strategy].name}» چیز دیگری لازم دارد: فراخوانی که ${method.asks[found.asked]}.`;
    case 'scores-unwritten':
      return `امتیاز از نخستین توکن خوانده نمی‌شود؛ ${set(found.prompt)} شیوهٔ پاسخ دیگری می‌خواهد.`;
    case 'no-likelihoods':
      return 'این مدل نمی‌گوید توکن‌هایش چه احتمالی دارند؛ ترتیب از نخستین توکن و توقف بر پایهٔ احتمال به آن نیاز دارند.';
    case 'no-reading':
      switch (found.lacks) {
        case 'prompt':
          return `${set(found.prompt)} در پایان متن‌ها امتیازی ندارد؛ شیوهٔ پاسخ دیگری برگزینید.`;
        case 'setting':
          return 'ترتیب باید از خواندن بیاید، ولی امتیاز خواندن خاموش است؛ آن را روشن کنید.';
        default:
          return 'این مدل در اینجا متن به متن خوانده نمی‌شود؛ شیوهٔ پاسخ دیگری برگزینید.';
      }
    case 'free-thought':
      return 'اندیشهٔ آزاد را نه می‌توان ادامه داد و نه زود نگه داشت؛ شیوهٔ پاسخ دیگری برگزینید.';
    case 'cannot-be-held':
      return `این مدل را نمی‌توان به شکل پاسخ پایبند کرد، پس شیوهٔ «${settings.modes[found.answerMode].name}» شدنی نیست؛ پاسخ آزاد را برگزینید.`;
    case 'cannot-go-on':
      return `این مدل فقط گفت‌وگوی کامل می‌گیرد، و دستور ${set(found.prompt)} پاسخ را خود آغاز می‌کند.`;
    case 'cannot-resume':
      return found.differs === 'model'
        ? 'این اجرا با مدل دیگری آغاز شده است و با این مدل ادامه نمی‌یابد؛ از نو رتبه‌بندی کنید.'
        : 'دستورهای پنجره‌های پایان‌یافتهٔ این اجرا همان نیستند که اکنون فرستاده می‌شوند، پس ادامه نمی‌یابد؛ از نو رتبه‌بندی کنید.';
  }
}

export const refused: typeof en.refused = { title: 'این اجرا نمی‌تواند آغاز شود', problem: refusal };
