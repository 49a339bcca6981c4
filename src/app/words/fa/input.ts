import { counted, format } from './format.ts';
import type { ToldProblem } from '../en/logs.ts';
import { logs } from './logs.ts';
import type * as en from '../en/input.ts';

const inputCounts = {
  characters: counted({ other: '# نویسه' }),
  lines: counted({ other: '# سطر' }),
};

export const input: typeof en.input = {
  title: 'پرسش و متن‌ها',
  query: 'پرسش',
  queryPlaceholder: 'بهترین متن باید به چه پاسخ دهد؟',
  passages: 'متن‌ها',
  passagesHint: 'به همان ترتیبی که دارید: بندها، فهرست، هر سطر یک متن، جدول، JSON یا یک سند بلند',
  passagesPlaceholder: 'متن‌ها را بچسبانید یا پرونده‌ها را هر جای صفحه رها کنید.',
  openFiles: 'باز کردن پرونده‌ها',
  openFolder: 'باز کردن پوشه',
  clear: 'پاک کردن',
  bringBack: 'بازگرداندن متن پیشین',
  dropHere: 'پرونده‌ها را رها کنید تا خوانده شوند. گزارش ذخیره‌شده بازپخش می‌شود.',
  filesFrom: (names) => `پرونده: ${names.join('، ')}`,
  fileRole: (name) => `${name} چیست`,
  removeFile: (name) => `برداشتن ${name}`,
  characters: inputCounts.characters,
  lines: inputCounts.lines,
  hugeText: (characters, lines) => `${characters} در ${lines}. همه‌اش خوانده می‌شود؛ آغازش این است.`,
  editHuge: 'ویرایش همهٔ متن (شاید کند باشد)',
  more: (count) => `و ${count} مورد دیگر`,
  editInput: 'ویرایش ورودی',
  showInput: 'نمایش ورودی',
};

const whole = ({ what, next }: ToldProblem): string => `${what} ${next}`;

export const inputNotices: typeof en.inputNotices = {
  notice: (notice) => {
    switch (notice.type) {
      case 'sample':
        return `نمونه خوانده نشد. متن شما دست‌نخورده است.`;
      case 'unreadable':
        return `«${notice.name}» خوانده نمی‌شود. شاید جابه‌جا یا دگرگون شده است؛ آن را دوباره برگزینید. متن شما دست‌نخورده است.`;
      case 'empty':
        return `«${notice.name}» متنی ندارد. متن شما دست‌نخورده است.`;
      case 'packed':
        return `«${notice.name}» باز نمی‌شود: آسیب دیده یا به شیوه‌ای جز GZIP و ZIP فشرده شده است. آن را باز کنید و درونش را اینجا بیندازید.`;
      case 'not-text':
        return `«${notice.name}» متن نیست. آن را به‌صورت متن ساده، CSV یا JSON ذخیره کنید. متن شما دست‌نخورده است.`;
      case 'too-large':
        return `«${notice.name}» خوانده نمی‌شود: ${format.number(notice.mebibytes)} مبی‌بایت است، بیش از آنچه مرورگر در یک متن جا می‌دهد. آن را به پرونده‌های کوچک‌تر از ${format.number(500)} مبی‌بایت ببرید.`;
      case 'broken-bytes':
        return `«${notice.name}» نویسه‌های شکسته دارد (${format.number(notice.count)}): هر یک � خوانده شد.`;
      case 'log':
        return `«${notice.name}»، سطر ${format.number(notice.problem.line)}، ستون ${format.number(notice.problem.column)}: ${logs.note(notice.problem)}`;
      case 'log-while-running':
        return `«${notice.name}» یک اجراست. نخست اجرای کنونی را بایستانید، سپس دوباره رها کنید.`;
      case 'link':
        return `پیوند هم‌رسانی باز نمی‌شود. ${whole(logs.link(notice.problem))}`;
      case 'invocations':
        return {
          'no-prompts': 'این اجرا بازپخش نمی‌شود: پرامپتی متن شماره‌دار ندارد.',
          unmatched: 'این اجرا بازپخش نمی‌شود: متنی از پرامپت در نامزدها نیست یا چند بار هست.',
          'no-order': 'این اجرا بازپخش نمی‌شود: پنجره‌هایش در یک فهرست نمی‌گنجند.',
        }[notice.reason];
    }
  },
  dismiss: 'بستن',
};

export const reading: typeof en.reading = {
  formats: {
    blocks: 'بندهای جدا شده با سطر خالی',
    numbered: 'فهرست شماره‌دار',
    lines: 'هر سطر یک متن',
    'rank-llm-json': 'JSON از RankLLM',
    'rank-llm-jsonl': 'JSON Lines از RankLLM',
    'rank-llm-invocations': 'فراخوانی‌های RankLLM',
    'passages-json': 'متن‌ها در JSON',
    trec: 'اجرای TREC با پیکره‌اش',
    beir: 'مجموعهٔ BEIR',
    'ms-marco': 'TSV از MS MARCO',
    table: 'جدول (CSV یا TSV)',
    document: 'یک سند، بریده به چند متن',
    documents: 'پرونده‌ها، بریده به متن‌ها',
    files: 'هر پرونده یک متن',
  },
  roles: {
    requests: 'درخواست‌ها',
    invocations: 'فراخوانی‌های مدل',
    documents: 'متن‌ها یا پرسش‌ها',
    corpus: 'متن‌ها',
    queries: 'پرسش‌ها',
    run: 'اجرای مرحلهٔ نخست',
    qrels: 'داوری‌ها',
    top1000: 'پرسش‌ها با متن‌ها',
    table: 'جدول',
    text: 'متن ساده',
    ignored: 'خوانده نمی‌شود',
  },
  columns: {
    text: 'متن',
    title: 'عنوان',
    id: 'شناسهٔ سند',
    score: 'امتیاز',
    query: 'پرسش',
    queryId: 'شناسهٔ پرسش',
    grade: 'داوری',
  },
};

const sourceCounts = {
  queries: counted({ other: '# پرسش' }),
  rows: counted({ other: '# ردیف' }),
  calls: counted({ other: '# فراخوانی مدل' }),
};

export const source: typeof en.source = {
  readAs: 'خوانده شده به‌صورت',
  guess: 'حدس',
  guessed: (format) => `حدس: ${format}`,
  manyQueries: (queries, passages) => `${queries}، روی هم ${passages}`,
  queries: sourceCounts.queries,
  queryPicker: 'پرسش در حال استفاده',
  queryOf: (place, count) => `${place} از ${count}`,
  pastedQuery: 'متن چسبانده پرسش خود را دارد:',
  useIt: 'همان را به کار ببر',
  judged: (queries) => `برای ${queries} داوری پیدا شد: اجرا با آن‌ها سنجیده می‌شود.`,
  invocations: sourceCounts.calls,
  replayInvocations: 'بازپخش این اجرای ساخته‌شده در جای دیگر',
  tableTitle: 'ستون‌های جدول',
  tableRows: sourceCounts.rows,
  header: 'ردیف نخست نام ستون‌هاست',
  delimiter: 'جداکنندهٔ ستون‌ها',
  delimiters: { '\t': 'Tab', ',': 'ویرگول انگلیسی', ';': 'نقطه‌ویرگول', '|': 'خط عمودی' },
  noColumn: 'هیچ',
  column: (place) => `ستون ${place}`,
  cutTitle: 'چگونگی برش سند',
  cutWords: 'بیشترین شمار واژه در هر متن',
  cutOverlap: 'واژه‌های تکرارشده از متن پیش',
  cutPiece: ({ name, line, words }) => `${name}، از سطر ${line}، ${words}`,
  cutRepeated: 'نشان‌دار: تکرار از متن پیش',
};

export const samples: typeof en.samples = {
  samplesLead: 'با نمونه‌ای آغاز کنید یا متن خود را در زیر بنویسید.',
  samples: 'نمونه‌ها',
  sampleTitles: {
    kettle: { title: 'نمونه‌ای ساده', about: 'متنی که پاسخ را دارد سوم است. ببینید چگونه بالا می‌رود.' },
    cheat: {
      title: 'متنی که تقلب می‌کند',
      about: 'نخست ایستاده و به مدل دستور می‌دهد همان‌جا نگهش دارد. ببینید چگونه به آخر می‌رود.',
    },
    correction: {
      title: 'ترتیب نخستِ نادرست',
      about: 'واژه‌های مشترک ترتیب فوری را گمراه می‌کنند. مدل می‌خواند و آن را درست می‌کند.',
    },
    letter: { title: 'نامه‌ای خصوصی', about: 'متنی که به سرور دیگران نمی‌دهید.' },
    bees: {
      title: 'واژه‌های دیگر',
      about: 'پاسخ هیچ واژهٔ گویایی با پرسش مشترک ندارد. مدلی به این کوچکی فریب واژه‌ها را می‌خورد.',
    },
  },
};
