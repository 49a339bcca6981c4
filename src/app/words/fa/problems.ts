import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { InputFault } from '../../../core/input/problems.ts';
import type { InputRemark } from '../../../core/input/reading.ts';
import type * as en from '../en/problems.ts';
import type { ToldProblem } from '../en/logs.ts';
import { format } from './format.ts';
import { jsonFault } from './logs.ts';

const { number } = format;
/** A text of the input within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

const REQUEST = set('{"query": {"qid": "…", "text": "…"}, "candidates": [{"docid": "…", "score": 1.5, "doc": {"text": "…"}}]}');
const DOCUMENT = set('{"_id": "…", "title": "…", "text": "…"}');
const LINES = {
  run: `سطر اجرا چنین است: ${set('qid Q0 docid rank score tag')}.`,
  qrels: `سطر داوری چنین است: ${set('qid 0 docid grade')}، یا در BEIR: ${set('query-id, corpus-id, score')}.`,
  top1000: `سطر چنین است: ${set('qid, pid, query, passage')}، با تب میان آن‌ها.`,
  table: 'خانه‌هایی را که جداکننده در خود دارند در گیومهٔ دوتایی بگذارید.',
} as const;

function problem(fault: InputFault): ToldProblem {
  switch (fault.code) {
    case 'empty-input':
      return { what: 'متنی نیست.', next: 'متن بچسبانید یا پرونده‌ای رها کنید.' };
    case 'no-candidates':
      return {
        input: { what: 'متنی پیدا نشد.', next: 'شیوهٔ خواندن، نقش پرونده یا ستون را عوض کنید.' },
        request: { what: 'درخواست آرایهٔ "candidates" ندارد.', next: `درخواست چنین است: ${REQUEST}` },
        list: { what: 'درخواست نامزدی ندارد.', next: 'دست‌کم دو متن در "candidates" بگذارید.' },
      }[fault.where];
    case 'bad-json':
      return {
        what: `JSON درست نیست: ${jsonFault(fault.fault)}.`,
        next:
          fault.readAs === 'requests' ? 'آن را همان‌جا درست کنید یا شیوهٔ خواندن را عوض کنید.' : `هر مدخل چنین است: ${DOCUMENT}`,
      };
    case 'too-deep':
      return {
        what: `بیش از ${number(fault.most)} کروشه و آکولاد درون هم‌اند.`,
        next: 'شماری از آن‌ها را بردارید یا شیوهٔ خواندن را عوض کنید.',
      };
    case 'not-a-request':
      return {
        value: { what: 'این درخواست RankLLM نیست.', next: `درخواست چنین است: ${REQUEST}` },
        query: { what: `"query" نه متن است نه ${set('{"text": …}')}.`, next: `درخواست چنین است: ${REQUEST}` },
        invocation: {
          what: 'این فراخوانی "response" ندارد.',
          next: `فراخوانی چنین است: ${set('{"prompt": …, "response": "…"}')}`,
        },
        'empty-array': { what: 'آرایه خالی است.', next: 'چیزی در آن بگذارید یا شیوهٔ خواندن را عوض کنید.' },
        nothing: { what: 'درخواستی نیست.', next: `درخواست چنین است: ${REQUEST}` },
      }[fault.what];
    case 'no-text':
      return fault.candidate === null
        ? { what: 'این مدخل متنی ندارد.', next: `هر مدخل چنین است: ${DOCUMENT}` }
        : {
            what: `نامزد ${set(number(fault.candidate))} متنی ندارد.`,
            next: `متنش را چنین بنویسید: ${set('"doc": "…"')} یا ${set('"doc": {"text": "…"}')}`,
          };
    case 'bad-number': {
      const name = fault.number === 'grade' ? 'داوری' : 'امتیاز';
      const whose = fault.candidate === null ? '' : ` نامزد ${set(number(fault.candidate))}`;
      const written = fault.written === null ? '' : ` ${set(fault.written)}`;
      const kept = fault.kept ? ' متن بی آن نگه داشته شد.' : '';
      return {
        what: `${name}${whose}${written} عدد خواندنی نیست.${kept}`,
        next: fault.number === 'grade' ? 'داوری عددی درست مانند 2 است.' : 'آن را به‌صورت عددی مانند 12.5 بنویسید.',
      };
    }
    case 'no-list-marker':
      return {
        what: 'هیچ سطری با نشانهٔ فهرست آغاز نمی‌شود.',
        next: `هر متن را با ${set('[1]')}، ${set('1.')} یا ${set('-')} آغاز کنید، یا شیوهٔ خواندن را عوض کنید.`,
      };
    case 'wrong-fields':
      return {
        what: `${number(fault.expected)} ستون باید می‌بود، ${number(fault.found)} ستون هست.${fault.kept ? ' سطر نگه داشته شد.' : ''}`,
        next: LINES[fault.readAs],
      };
    case 'no-tab':
      return { what: 'سطر میان نام و متن تب ندارد.', next: 'آن را چنین بنویسید: نام، تب، متن.' };
    case 'no-name':
      return { what: 'qid یا pid خالی است.', next: LINES.top1000 };
    case 'bad-quotes':
      return {
        what: `${fault.quote === 'unclosed' ? 'گیومه‌ای که اینجا باز می‌شود بسته نمی‌شود.' : 'درون خانه‌ای در گیومه، گیومهٔ دیگری آمده است.'} سطر همان‌گونه که هست خوانده شد.`,
        next: 'گیومه را ببندید، یا گیومهٔ درون گیومه را دو بار بنویسید.',
      };
    case 'duplicate': {
      const counts = {
        first: 'نخستین به حساب می‌آید',
        last: 'آخرین به حساب می‌آید',
        both: 'هر دو نگه داشته شدند',
      }[fault.counts];
      return {
        what: `${fault.query === null ? '' : `پرسش ${set(fault.query)}: `}${set(fault.name)} برای بار دوم آمده است؛ ${counts}.`,
        next:
          fault.counts === 'both' ? 'هر نامزد را یک بار نام ببرید؛ این یکی پس از نامش شماره می‌گیرد.' : 'یکی از دو تا را بردارید.',
      };
    }
    case 'empty-passage': {
      const { passage } = fault;
      const which =
        passage === null
          ? 'متن این سطر'
          : typeof passage === 'number'
            ? `متن نامزد ${set(number(passage))}`
            : `متن ${set(passage)}`;
      return {
        what: `${which} خالی است؛ نگه داشته شد.`,
        next: passage === null ? 'ستون دیگری برای متن‌ها برگزینید یا سطر را بردارید.' : 'نوشته‌اش را بیفزایید یا آن را بردارید.',
      };
    }
    case 'missing-text':
      return {
        what: `متن سند ${set(fault.name)} از فهرست پرسش ${set(fault.query)} در پیکره نیست؛ کنار گذاشته شد.`,
        next: 'متنش را به پیکره بیفزایید.',
      };
    case 'no-corpus':
      return {
        what: fault.run ? 'اجرا متن‌هایی را نام می‌برد که اینجا نیستند.' : 'داوری یا پرسش هست، اما متنی نیست.',
        next: `متن‌ها را بیفزایید: پیکره‌ای به‌صورت JSON Lines (${DOCUMENT}) یا نام، تب، متن.`,
      };
    case 'no-run':
      return {
        what: `نه اجرای مرحلهٔ نخست هست نه داوری، و ${number(fault.passages)} متن بیش از آن است که نامزد هر پرسش باشد.`,
        next: `اجرایی بیفزایید (${set('qid Q0 docid rank score tag')}) یا متن‌های کمتری بگذارید.`,
      };
    case 'too-large':
      return {
        what: `پرونده ${number(fault.mebibytes)} مبی‌بایت است، بیش از آنچه مرورگر در یک متن جا می‌دهد.`,
        next: `آن را به پرونده‌های کوچک‌تر از ${number(500)} مبی‌بایت ببرید.`,
      };
  }
}

const some = (names: readonly string[], count: number): string =>
  `${names.map(set).join('، ')}${count > names.length ? '، …' : ''}`;

function remark(found: InputRemark): string {
  switch (found.code) {
    case 'nul-characters':
      return 'متن نویسه‌های NUL داشت: هر یک فاصله خوانده شد.';
    case 'broken-characters':
      return 'متن نویسه‌های شکسته (نیمی از یک جفت) داشت: هر یک � خوانده شد.';
    case 'before-json':
      return `آنچه پیش از سطر ${number(found.line)} است JSON نیست و کنار گذاشته شد.`;
    case 'before-list':
      return `آنچه پیش از سطر ${number(found.line)} است نشانهٔ فهرست ندارد و کنار گذاشته شد.`;
    case 'unnamed-candidates':
      return `نامزدهای بی‌شناسه: ${number(found.count)}. به ترتیب جایشان p1، p2، … نام گرفتند.`;
    case 'renamed-docids':
      return `شناسه‌های تکراری: نام پسین‌ها اکنون ${some(found.names, found.count)} است.`;
    case 'empty-passages':
      return `متن‌های خالی: ${some(found.names, found.count)}.`;
    case 'result-order':
      return 'این‌ها نتیجه‌اند: نامزدها به ترتیبی آمده‌اند که اجرای پیشین با آن پایان یافت.';
    case 'from-prompts':
      return 'پرونده نامزدی ندارد: متن‌ها از درون پرامپت‌ها برداشته شدند، همان‌گونه که آنجا بریده شده بودند، و p1، p2، … نام گرفتند.';
    case 'no-prompt-passages':
      return 'در پرامپت برخی فراخوانی‌ها متنی پیدا نشد.';
    case 'rank-differs':
      return `پرسش‌هایی که ستون رتبه‌شان با امتیازها نمی‌خواند: ${number(found.count)}. مانند trec_eval امتیازها به حساب می‌آیند.`;
    case 'judged-only':
      return 'اجرایی نیست: نامزدهای هر پرسش متن‌های داوری‌شدهٔ آن‌اند، به ترتیب پیکره. سنجه‌ها آنگاه بیش از اندازه خوب‌اند.';
    case 'whole-corpus':
      return `اجرایی نیست: نامزدهای هر پرسش همهٔ پیکره با ${number(found.count)} متن است.`;
    case 'unknown-queries':
      return `پرسش‌های بی‌داوری: ${number(found.count)}.`;
    case 'queries-without-text':
      return `پرسش‌های بی‌متن: ${number(found.count)}.`;
    case 'judged-without-text':
      return `پرسش‌های داوری‌شده‌ای که اینجا متن ندارند: ${number(found.count)}. رتبه‌بندی نمی‌شوند و هیچ سنجه‌ای آن‌ها را نمی‌شمارد.`;
    case 'no-overlap':
      return found.of === 'queries'
        ? 'داوری‌ها هیچ‌یک از این پرسش‌ها را نمی‌شناسند: چیزی سنجیده نمی‌شود. شاید از مجموعهٔ دیگری باشند.'
        : 'هیچ‌یک از متن‌های داوری‌شده میان نامزدهای پرسش خود نیست: هر سنجه صفر می‌شود. شاید داوری‌ها از مجموعهٔ دیگری باشند.';
    case 'excluded-passages':
      return `نامزدهایی که کنار گذاشته شدند چون پرسش‌شان آن‌ها را بیرون می‌گذارد: ${number(found.count)}.`;
    case 'endless-scores':
      return `پرسش‌هایی که اجرا در آن‌ها امتیاز بی‌نهایت دارد: ${number(found.count)}. فهرست را مرتب می‌کنند؛ متن‌ها بی آن‌ها نشان داده می‌شوند.`;
    case 'unknown-json':
      return 'این JSON چیزی نیست که بتوان رتبه‌بندی یا سنجید؛ دست‌نخورده ماند. اگر باید به کار رود، نقشی برایش برگزینید.';
    case 'restarted-list':
      return `شماره‌های فهرست در سطر ${found.lines.map(number).join('، ')}${found.count > found.lines.length ? '، …' : ''} از نو آغاز می‌شوند: همهٔ موردها متن‌اند.`;
    case 'before-table':
      return `آنچه پیش از سطر ${number(found.line)} است از جدول نیست و کنار گذاشته شد.`;
    case 'after-table':
      return `آنچه از سطر ${number(found.line)} به بعد است از جدول نیست و کنار گذاشته شد.`;
    case 'per-cent':
      return 'عددهای دارای نشانهٔ درصد به صدم خوانده شدند: ٪۸۵ یعنی ۰٫۸۵.';
    case 'decimal-commas':
      return 'عددها با ویرگول به‌جای ممیز اعشار خوانده شدند.';
    case 'unused-file':
      return 'این پرونده به کار نرفت. اگر باید به کار رود، نقش دیگری برایش برگزینید.';
    case 'unused-choice':
      return found.choice === 'query'
        ? 'پرسش برگزیده در ورودی نیست؛ پرسش دیگری به کار رفت.'
        : 'ورودی را نمی‌توان با قالب برگزیده خواند؛ با قالب دیگری خوانده شد.';
    case 'no-text-column':
      return 'ستونی برای متن‌ها برگزیده نشده است. یکی را برگزینید.';
    case 'quotes-off':
      return `از سطر ${number(found.line)} به بعد گیومه نویسهٔ ساده شمرده شد، چون بسیاری بسته نمی‌شوند.`;
    case 'cut-document':
      return `سند به متن‌هایی با حداکثر ${number(found.words)} واژه بریده شد؛ هر یک تا ${number(found.overlap)} واژه از متن پیش را تکرار می‌کند.`;
    case 'uncut-document':
      return `متن یک تکه با ${number(found.characters)} نویسه است. برای بریدن، خواندن به‌صورت سند را برگزینید.`;
  }
}

export const problems: typeof en.problems = {
  problems: 'مشکل‌های متن‌ها',
  place: ({ file, line, column }) => `${file === null ? '' : `${file}، `}سطر ${line}${column === null ? '' : `، ستون ${column}`}`,
  problem,
  remark,
};

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
        : {
            what: `فیلد ${set(found.field)} طرح جور نیست.`,
            next: 'پرونده تغییر کرده است. آن را دوباره ذخیره کنید.',
          };
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
