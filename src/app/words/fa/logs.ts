import type { ShareProblem } from '../../../core/export/share-link.ts';
import type { JsonFault, JsonProblem } from '../../../core/input/json.ts';
import type { LogExpected } from '../../../core/log/check.ts';
import type { LogFileProblem } from '../../../core/log/file.ts';
import type { OpenedNote } from '../../../core/log/invocations.ts';
import type * as en from '../en/logs.ts';
import type { ToldProblem } from '../en/logs.ts';
import { format } from './format.ts';

const { number } = format;
/** A text of the file within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

export function jsonFault(fault: JsonFault): string {
  switch (fault.type) {
    case 'expected': {
      const wanted = fault.marks.length === 0 ? 'یک مقدار' : fault.marks.map(set).join(' یا ');
      const found = fault.found === null ? 'متن پایان یافته است' : `${set(fault.found)} آمده است`;
      return `اینجا ${fault.marks.join() === '"' ? 'نامی در گیومهٔ دوتایی' : wanted} باید می‌آمد، اما ${found}`;
    }
    case 'endless-string':
      return 'رشته‌ای که اینجا آغاز می‌شود پایان ندارد';
    case 'unknown-escape':
      return 'JSON این نویسهٔ گریز را نمی‌شناسد';
    case 'bare-control':
      return 'درون رشته‌ای سطر شکسته یا نویسهٔ کنترلی آمده است';
    case 'after-end':
      return `پس از پایان مقدار ${set(fault.found)} آمده است`;
  }
}

export function jsonProblem(problem: JsonProblem): string {
  switch (problem.code) {
    case 'bad-json':
      return `این JSON نیست: ${jsonFault(problem.fault)}.`;
    case 'too-deep':
      return `بیش از ${number(problem.most)} کروشه و آکولاد درون هم‌اند.`;
    case 'not-a-request':
      return 'آرایه خالی است.';
  }
}

function expected(wanted: LogExpected): string {
  switch (wanted.code) {
    case 'whole-number':
      return wanted.least === null ? 'عددی درست' : `عددی درست از ${number(wanted.least)} به بالا`;
    case 'one-of':
      return `یکی از ${set(wanted.words.join(', '))}`;
    case 'value':
      return `مقدار ${set(wanted.value)}`;
    case 'field':
      return `شیئی با فیلد ${set(wanted.name)}`;
    case 'stretch':
      return `بازه‌ای از ${number(wanted.places)} جای فهرست`;
    case 'next-window':
      return `پنجرهٔ ${number(wanted.window)} (شمارش از صفر)، پس از پایان پنجرهٔ پیشین،`;
    case 'time':
      return `زمانی که پیش از ${number(wanted.least)} میلی‌ثانیه نباشد`;
    default:
      return {
        text: 'یک متن',
        'true-or-false': 'درست یا نادرست',
        number: 'یک عدد',
        amount: 'عددی از صفر به بالا',
        'text-or-number': 'متن یا عدد',
        list: 'یک فهرست',
        map: 'یک نگاشت',
        object: 'یک شیء',
        'distinct-texts': 'فهرستی از متن‌های ناهمسان',
        'distinct-ids': 'فهرستی از پیکربندی‌ها با شناسه‌های ناهمسان',
        'at-least-one': 'فهرستی با دست‌کم یک عضو',
        'two-whole-numbers': 'دو عدد درست از صفر به بالا',
        'other-docid': 'شناسه‌ای که هیچ متن دیگری ندارد',
        'one-start': 'تنها یک رویداد آغاز اجرا، در ابتدای گزارش،',
        'every-passage-once': 'هر متن درخواست درست یک بار',
        'numbered-passage': 'متنی از درخواست با شمارهٔ جای خود',
        'begun-window': 'پنجره‌ای که آغاز شده است',
        'open-window': 'پنجره‌ای که باز است',
        nothing: 'پایان گزارش، زیرا اجرا تمام شده است،',
      }[wanted.code];
  }
}

function problem(found: LogFileProblem): ToldProblem {
  switch (found.code) {
    case 'bad-json':
      return {
        what: jsonProblem(found.problem),
        next: 'شاید پرونده نیمه‌کاره مانده یا تغییر کرده است. گزارش را دوباره ذخیره کنید یا پروندهٔ دیگری باز کنید.',
      };
    case 'not-a-log':
      if (found.what === 'empty') return { what: 'گزارش رویدادی ندارد.', next: 'گزارش اجرایی را ذخیره کنید که آغاز شده است.' };
      return {
        other: {
          what: `این گزارش Glassrank نیست: اینجا ${expected(found.expected)} باید می‌آمد.`,
          next: 'پرونده‌ای را باز کنید که «گزارش (JSON)» نوشته است؛ جای فهرست‌ها و اجراهای برنامه‌های دیگر کادر ورودی است.',
        },
        changed: {
          what: `گزارش کامل نیست: اینجا ${expected(found.expected)} باید می‌آمد.`,
          next: 'پرونده پس از ذخیره تغییر کرده است. گزارش را دوباره ذخیره کنید.',
        },
      }[found.what];
    case 'newer-schema':
      return {
        what: `شمای این گزارش ${number(found.schema)} است؛ این نسخه شمای ${number(found.reads)} را می‌خواند.`,
        next: 'آن را با همان نسخهٔ Glassrank که نوشته است یا نسخه‌ای تازه‌تر باز کنید.',
      };
    case 'bad-event':
      return {
        what: `رویداد ${number(found.index)} نمی‌خواند: اینجا ${expected(found.expected)} باید می‌آمد${found.path === '' ? '' : ` (${set(found.path)})`}.`,
        next:
          found.shown === 0
            ? 'پرونده پس از ذخیره تغییر کرده است. گزارش را دوباره ذخیره کنید.'
            : `${number(found.shown)} رویداد پیش از آن نشان داده می‌شوند و ${number(found.leftOut)} رویداد کنار گذاشته شدند.`,
      };
    case 'unknown-events':
      return {
        what: `${number(found.count)} رویداد را این نسخه نمی‌شناسد.`,
        next: 'در گزارش نگه داشته می‌شوند و نسخه‌ای که آن‌ها را نوشته نشانشان می‌دهد.',
      };
    case 'no-end':
      return { what: 'گزارش پیش از پایان اجرا تمام می‌شود.', next: 'تا همان‌جا نشان داده می‌شود.' };
    case 'half-characters':
      return {
        what: `در ${number(found.count)} متن نیمی از یک نویسه آمده که هیچ صفحه‌ای نشانش نمی‌دهد.`,
        next: 'به جای آن نشانهٔ جایگزین (\ufffd) آمده است.',
      };
    case 'unreadable-method':
      return {
        what:
          found.what === 'left-out'
            ? 'دستور و راهبردی که این گزارش نام می‌برد خوانده نمی‌شود.'
            : 'آنچه این گزارش از نمونه‌ها، درنگ‌ها و توقف زودهنگام می‌گوید خوانده نمی‌شود.',
        next:
          found.what === 'left-out'
            ? 'اجرا بدون آنها، مانند اجرایی با دستور خود مدل، نشان داده می‌شود.'
            : 'اجرا مانند اجرایی با فراخوانی‌های ساده نشان داده می‌شود.',
      };
  }
}

function note(found: OpenedNote): string {
  switch (found.code) {
    case 'times-unknown':
      return 'RankLLM زمان‌ها را نگه نمی‌دارد: همهٔ رویدادها در ۰:۰۰ و سرعت‌ها ۰ هستند.';
    case 'model-unknown':
      return 'RankLLM نام مدل را در این پرونده نگه نمی‌دارد.';
    case 'settings-unknown':
      return 'RankLLM تنظیم‌ها را نگه نمی‌دارد: اندازه و گام پنجره از پرامپت‌ها خوانده شد.';
    case 'tokens-unknown':
      return 'شمار توکن برخی فراخوانی‌ها نیست و ۰ آمده است.';
    case 'other-final-order':
      return 'ترتیب نامزدهای پرونده نه آغاز این فراخوانی‌هاست نه پایان آن‌ها.';
    case 'changed-model':
      return 'پس از ذخیره، شناسهٔ مدل در گزارش تغییر کرده است.';
    case 'changed-request':
      return 'پس از ذخیره، پرسش یا متن‌ها در گزارش تغییر کرده‌اند.';
    case 'changed-prompts':
      return `پس از ذخیره، پرامپت‌ها در گزارش تغییر کرده‌اند: در پنجرهٔ ${found.windows.map((window) => number(window + 1)).join('، ')}.`;
    default: {
      const { what, next } = problem(found);
      return `${what} ${next}`;
    }
  }
}

function link(found: ShareProblem): ToldProblem {
  const next = 'پیوند را دوباره بخواهید یا اجرا را به‌صورت پرونده.';
  switch (found.code) {
    case 'other-version':
      return {
        what: 'نسخهٔ دیگری از این صفحه آن را ساخته است.',
        next: 'صفحه را دوباره بارگذاری کنید تا تازه شود، یا اجرا را به‌صورت پرونده بخواهید.',
      };
    case 'too-large':
      return {
        what:
          found.unit === 'characters'
            ? `پیوند ${number(found.size)} نویسه دارد؛ این صفحه حداکثر ${number(found.most)} می‌نویسد.`
            : `پیوند به ${number(found.size)} بایت باز می‌شود؛ از پیوند حداکثر ${number(found.most)} باز می‌شود.`,
        next,
      };
    case 'damaged':
      return {
        what: {
          cut: 'پیوند کامل نیست: بخشی از آن افتاده است.',
          'check-sum': 'پیوند آسیب دیده است: محتوایش با جمع کنترلی نمی‌خواند.',
          packing: 'پیوند آسیب دیده است: محتوایش باز نمی‌شود.',
        }[found.how],
        next,
      };
    case 'not-a-log':
      return { what: 'اجرایی در آن نیست که بتوان نشان داد.', next };
  }
}

export const logs: typeof en.logs = { problem, note, link };
