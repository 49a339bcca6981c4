import type { PresetFileFault, PresetNote } from '../../../core/preset/problem.ts';
import type * as en from '../en/preset.ts';
import { counted, format } from './format.ts';
import { jsonProblem } from './logs.ts';
import { method } from './method.ts';

export const preset: typeof en.preset = {
  copy: 'ساختن نسخهٔ ویرایش‌پذیر',
  copyTitle: (title) => `${title} (رونوشت)`,
  edit: 'ویرایش',
  remove: 'پاک کردن',
  removed: (title) => `«\u2068${title}\u2069» پاک شد.`,
  undo: 'بازگرداندن',
  save: 'ذخیرهٔ این دستور',
  saveJson: 'به شکل JSON',
  saveYaml: 'به شکل YAML ویژهٔ RankLLM',
  open: 'گشودن پروندهٔ دستور',
  openHint: 'پروندهٔ JSON از همین‌جا یا قالب RankLLM به شکل YAML',
  editing: (title) => `ویرایش: \u2068${title}\u2069`,
  close: 'پایان',
  sound: 'ایرادی ندارد.',
  problems: counted({ other: '# ایراد' }),
  lastSound: 'اجراها آخرین نسخهٔ بی‌ایراد را به کار می‌برند. آنچه اینجاست نگه داشته می‌شود.',
  refused: (name) => `«\u2068${name}\u2069» به‌عنوان دستور خوانده نشد.`,
  opened: (title) => `«\u2068${title}\u2069» اکنون در میان دستورهای شماست.`,
  notes: 'آنچه این شکل پرونده نمی‌تواند بگوید',
  noReader: 'بخشی از صفحه که این شکل را می‌خواند و می‌نویسد دریافت نشد. وقتی برخط شدید دوباره بکوشید.',
  noYaml: 'این دستور را نمی‌توان به شکل قالب RankLLM نوشت.',
  placeholders:
    'نام‌های میان دو ابرو پر می‌شوند: \u2066{query}\u2069، \u2066{passages}\u2069، \u2066{count}\u2069، \u2066{take}\u2069؛ در پیامی که برای هر متن تکرار می‌شود \u2066{identifier}\u2069 و \u2066{text}\u2069 هم.',
  groups: {
    about: 'درباره',
    messages: 'پیام‌ها',
    passage: 'یک متن',
    thought: 'اندیشه',
    answer: 'پاسخ',
    rest: 'نمونه‌گیری و خواندن',
  },
  fields: {
    title: 'نام',
    source: 'منبع',
    models: 'مدل‌های ساخته‌شده با آن، هر خط یکی',
    question: 'پرسش',
    completion: 'متن ساده، بی‌قالب گفت‌وگو',
    role: 'نقش',
    content: 'متن پیام',
    each: 'برای هر متن تکرار می‌شود',
    passage: 'شیوهٔ نمایش',
    separator: 'میان متن‌ها',
    titled: 'با عنوان',
    escape: 'شبیه‌های برچسب',
    cutMost: 'حداکثر نگه دار',
    cutUnit: 'به شمار',
    cutFrom: 'کدام بخش',
    prefill: 'پاسخ مدل با این آغاز می‌شود',
    thinks: 'نخست می‌اندیشد',
    thoughtOpen: 'آغاز با',
    thoughtClose: 'پایان با',
    thoughtTokens: 'حداکثر توکن',
    answerType: 'شکل',
    open: 'پیش از پاسخ',
    close: 'پس از آن',
    labelBefore: 'پیش از برچسب',
    labelAfter: 'پس از برچسب',
    numerals: 'برچسب‌ها',
    answerSeparator: 'میان برچسب‌ها',
    ties: 'هم‌رتبه را می‌توان نوشت',
    tie: 'میان برچسب‌های هم‌رتبه',
    yes: 'واژهٔ آری',
    no: 'واژهٔ نه',
    least: 'کمترین عدد',
    most: 'بیشترین عدد',
    temperature: 'دما، چنان‌که منتشر شده',
    topP: 'top-p، چنان‌که منتشر شده',
    topK: 'top-k، چنان‌که منتشر شده (۰ = همه)',
    parser: 'خواندن پاسخ آزاد',
    fallback: 'وقتی پاسخی خوانده نشود',
    priorWeight: 'وزن مرحلهٔ نخست',
  },
  escapes: { marks: 'شیوهٔ ما: همهٔ نشانه‌ها خنثی می‌شوند', brackets: '\u2066[3]\u2069 می‌شود \u2066(3)\u2069', none: 'دست‌نخورده' },
  units: { words: 'واژه', characters: 'نویسه', tokens: 'توکن' },
  from: { best: 'نزدیک‌ترین به پرسش', start: 'از آغاز' },
  roles: { system: 'سامانه', user: 'کاربر', assistant: 'دستیار' },
  answers: {
    order: 'ترتیب',
    best: 'یک برچسب',
    select: 'چند برچسب',
    scores: 'امتیاز به شکل JSON',
    word: 'آری یا نه',
    grade: 'آری یا نه با عدد',
  },
  numerals: { numbers: 'عدد', letters: 'حرف' },
  message: (number) => `پیام ${format.number(number)}`,
  addMessage: 'افزودن پیام',
  removeMessage: 'برداشتن این پیام',
  asText: 'دقیقاً',
};

const { number } = format;
/** A text of the file within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;
const inBraces = (names: readonly string[]): string => names.map((name) => set(`{${name}}`)).join('، ');
const listed = (words: readonly string[]): string => words.map(set).join('، ');

function problem(fault: PresetFileFault): string {
  const { path: at = '' } = fault as { readonly path?: string };
  const path = at === '' ? 'دستور' : set(at);
  switch (fault.code) {
    case 'not-text':
      return `${path} باید متن باشد. آن را در گیومهٔ دوتایی بگذارید.`;
    case 'not-a-number':
      return `${path} باید عدد باشد. آن را بی‌گیومه بنویسید.`;
    case 'not-true-or-false':
      return `${path} باید مقدار درست یا نادرست JSON باشد. آن را بی‌گیومه بنویسید.`;
    case 'not-a-list':
      return `${path} باید فهرست باشد. آن را میان دو کروشه بگذارید.`;
    case 'not-an-object':
      return `${path} باید چند فیلد باشد. آنها را میان دو ابرو بگذارید.`;
    case 'not-one-of':
      return `${path} باید یکی از اینها باشد: ${listed(fault.among)}. یکی را در گیومهٔ دوتایی بنویسید.`;
    case 'missing-field':
      return `${path} نیست. آن را بیفزایید.`;
    case 'unknown-field':
      return `${path} در اینجا شناخته نیست. نامش را درست کنید یا آن را بردارید.`;
    case 'empty':
      return `${path} خالی است. چیزی در آن بنویسید.`;
    case 'bad-id':
      return 'در شناسه فقط حرف، رقم، نقطه، خط تیره و زیرخط می‌آید. بقیه را بردارید.';
    case 'out-of-range': {
      const { kind, found, least, most, above } = fault;
      const from = above === true ? `بزرگ‌تر از ${number(least)}` : `دست‌کم ${number(least)}`;
      const range = most === null ? from : `${from} و حداکثر ${number(most)}`;
      return `${path} باید ${kind === 'whole' ? 'عددی درست' : 'عددی'} باشد، ${range}. ${number(found)} را تغییر دهید.`;
    }
    case 'unknown-name':
      return `${set(`{${fault.name}}`)} در ${path} معنایی ندارد. یکی از ${inBraces(fault.known)} را به کار ببرید یا آن را بردارید.`;
    case 'not-once':
      return `${path} باید ${set(`{${fault.name}}`)} را یک بار داشته باشد و ${number(fault.times)} بار دارد. آن را درست کنید.`;
    case 'no-query':
      return 'در هیچ پیامی \u2066{query}\u2069 نیست. آن را جای پرسش بگذارید.';
    case 'no-passages':
      return 'هیچ پیامی متن‌ها را نشان نمی‌دهد. \u2066{passages}\u2069 را در یکی بگذارید، یا \u2066{text}\u2069 را در پیامی که برای هر متن تکرار می‌شود.';
    case 'no-take':
      return 'هیچ پیامی نمی‌گوید چند تا برگزیده شود. \u2066{take}\u2069 را در یکی بگذارید.';
    case 'passages-repeated':
      return `متن‌ها ${number(fault.times)} بار نشان داده می‌شوند. فقط یک \u2066{passages}\u2069 یا یک \u2066{text}\u2069 نگه دارید.`;
    case 'needless-take':
      return `دستوری که ${method.asks[fault.question]} شماری برای برگزیدن ندارد. \u2066{take}\u2069 را بردارید.`;
    case 'no-identifier':
      return 'متن‌ها بی \u2066{identifier}\u2069 نشان داده می‌شوند و پاسخ نمی‌تواند نامشان را ببرد. آن را پیش از \u2066{text}\u2069 بگذارید.';
    case 'no-message':
      return 'پیامی نیست. پیامی با نقش کاربر بیفزایید.';
    case 'system-not-first':
      return 'فقط نخستین پیام که یک بار نشان داده می‌شود می‌تواند پیام سامانه باشد. نقش این یکی را کاربر کنید.';
    case 'last-not-user':
      return 'آخرین پیام باید از کاربر باشد تا مدل به آن پاسخ دهد. آغاز پاسخ جای جداگانه‌ای دارد.';
    case 'completion-turns':
      return 'متن ساده یک پیام است که یک بار نشان داده می‌شود. پیام‌ها را یکی کنید یا گفت‌وگو را برگزینید.';
    case 'best-needs-words':
      return 'نزدیک‌ترین بخش به پرسش فقط به شمار واژه پیدا می‌شود. به واژه بشمارید یا آغاز متن را نگه دارید.';
    case 'equal-tags':
      return 'اندیشه با یک متن آغاز و پایان می‌یابد و پایانش شناخته نمی‌شود. دو متن متفاوت بگذارید.';
    case 'other-answer':
      return `پاسخ دستوری که ${method.asks[fault.question]} به این شکل است: ${fault.among.map((type) => preset.answers[type]).join(' یا ')}، نه ${preset.answers[fault.found]}. شکل یا پرسش را تغییر دهید.`;
    case 'other-strategy':
      return `دستوری که ${method.asks[fault.question]} به راهبرد «${method.strategies[fault.found].name}» نمی‌خورد. یکی از اینها را برگزینید: ${fault.among.map((type) => method.strategies[type].name).join('، ')}.`;
    case 'bare-labels':
      return 'برچسب‌های پاسخ JSON کنار عدد متنی می‌خواهند. پیش و پس از آن \u2066[\u2069 و \u2066]\u2069 بنویسید.';
    case 'tie-is-separator':
      return 'آنچه میان برچسب‌های هم‌رتبه می‌آید باید متنی جداگانه باشد. آن را تغییر دهید یا شکلی بی‌هم‌رتبه برگزینید.';
    case 'words-alike':
      return 'یکی از دو واژه با دیگری آغاز می‌شود و از هم شناخته نمی‌شوند. دو واژهٔ متفاوت بگذارید.';
    case 'range-reversed':
      return 'بیشترین عدد باید از کمترین بزرگ‌تر باشد. یکی را تغییر دهید.';
    case 'passages-endless':
      return 'امتیاز در پایان هر متن خوانده می‌شود: همهٔ متن‌ها را در یک پیام بگذارید و پس از هر یک، حتی آخری، جداکننده را بنویسید.';
    case 'two-tokens':
      return 'امتیاز میان دو توکن متفاوت خوانده می‌شود. دو توکن بنویسید که یکی نباشند.';
    case 'too-many-letters':
      return `حرف‌ها ${number(fault.most)} متن را نام می‌برند و ${number(fault.shown)} متن یک‌جا نشان داده می‌شود. کمتر نشان دهید یا عدد برگزینید.`;
    case 'too-large':
      return `پروندهٔ دستور بیش از ${format.bytes(fault.most)} نیست و این یکی ${format.bytes(fault.bytes)} است. خودِ دستور را باز کنید؛ متن‌هایی که باید رتبه‌بندی شوند در ورودی گشوده می‌شوند.`;
    case 'not-json':
      return `${jsonProblem(fault.problem)} آن سطر را درست کنید.`;
    case 'not-yaml':
      return `این YAML نیست: ${set(fault.reason)}. آن سطر را درست کنید.`;
    case 'not-a-template':
      return `قالب فهرستی از نام‌ها با متن‌هاست. با این آغاز کنید: ${set(fault.begin)}.`;
    case 'section-name':
      return 'نام بخش باید متن باشد. آن را درست کنید.';
    case 'section-not-text':
      return `بخش ${set(fault.section)} باید متن باشد. آن را در گیومهٔ دوتایی یا پس از \u2066|\u2069 بگذارید.`;
    case 'no-section':
      return `بخش ${set(fault.section)} نیست. آن را بیفزایید: یک متن را نشان می‌دهد.`;
    case 'no-method':
      return `بخشی که روش را می‌گوید نیست. یکی از اینها را بیفزایید: ${listed(fault.known)}.`;
    case 'other-method':
      return `روش ${set(fault.method)} در اینجا همتایی ندارد. اینها خوانده می‌شوند: ${listed(fault.known)}.`;
    case 'nothing-filled':
      return `RankLLM در بخش ${set(fault.section)} چیزی پر نمی‌کند؛ این واژهٔ میان دو ابرو در اینجا نام می‌شد. ابروها را بردارید.`;
    case 'no-counterpart':
      return `${set(`{${fault.name}}`)} در بخش ${set(fault.section)} همتایی ندارد. ${fault.known.length === 0 ? 'آنجا نامی پر نمی‌شود: آن را بردارید.' : `${inBraces(fault.known)} را به کار ببرید یا ابروها را دوتایی کنید.`}`;
    case 'single-brace':
      return `${set(fault.brace)} تنها در بخش ${set(fault.section)} درست نیست. آن را دوتایی کنید.`;
    case 'doubled-braces':
      return `ابروهای دوتایی پیرامون واژه‌ای در بخش ${set(fault.section)} در اینجا پر می‌شد. واژه را بی‌ابرو بنویسید.`;
    case 'preset':
      return problem(fault.problem);
  }
}

function note(found: PresetNote): string {
  switch (found.code) {
    case 'section-left-out':
      return `بخش ${set(found.section)} کنار گذاشته شد: در اینجا همتایی ندارد.`;
    case 'rank-llm-defaults':
      return 'از پیش‌فرض‌های RankLLM: ۳۰۰ واژه از هر متن، پنجره‌های ۲۰تایی با گام ۱۰، دمای ۰، بی‌اندیشه.';
    case 'bucket-for-score':
      return 'امتیاز مرحلهٔ نخست به شکل رده‌ای از ۰ تا ۹ نشان داده می‌شود، نه با سه رقم اعشار.';
    case 'yes-no-assumed':
      return 'پاسخ آری یا نه انگاشته شد: قالب یکی‌یکی آن را نمی‌گوید.';
    case 'answer-assumed':
      return 'شکل پاسخ از آن دو عبارت خوانده نشد؛ \u2066[2] > [1]\u2069 انگاشته شد.';
    case 'plain-text':
      return 'قالب‌های RankLLM گفت‌وگو هستند؛ این دستور متن ساده‌ای است که ادامه می‌یابد.';
    case 'other-question':
      return `قالب‌های RankLLM ترتیب کامل می‌خواهند یا دربارهٔ یک متن می‌پرسند؛ این دستور ${method.asks[found.question]}.`;
    case 'more-messages':
      return 'قالب تک‌نوبتی RankLLM جز پیام سامانه یک پیام دارد؛ این دستور بیشتر دارد.';
    case 'other-turns':
      return 'قالب چندنوبتی RankLLM چنین است: کاربر و دستیار پیش از متن‌ها، کاربر و دستیار برای هر متن، کاربر در پایان. نوبت‌های این دستور دیگرند.';
    case 'other-pointwise':
      return 'قالب یکی‌یکی RankLLM یک پیام دارد که یک متن را نشان می‌دهد؛ این دستور شکل دیگری دارد.';
    case 'passages-not-once':
      return 'متن‌ها یک بار در یک پیام نشان داده نمی‌شوند، چنان‌که قالب RankLLM می‌خواهد.';
    case 'left-out':
      return 'کنار گذاشته شد، چون قالب جایی برایش ندارد: نام، منبع، مدل‌ها، راهبرد، نمونه‌گیری و رفتار با پاسخ ناخوانا.';
    case 'ties-plain':
      return 'RankLLM هم‌رتبه‌ها را ترتیبی ساده می‌خواند.';
    case 'words-unsaid':
      return 'قالب یکی‌یکی RankLLM نمی‌گوید پاسخ کدام دو واژه است.';
    case 'score-for-bucket':
      return 'RankLLM خود امتیاز مرحلهٔ نخست را می‌نویسد، نه ردهٔ ۰ تا ۹ آن را: در آنجا \u2066{score}\u2069 می‌آید.';
    case 'separator-at-end':
      return 'RankLLM جداکنندهٔ متن‌ها را پس از آخرین متن هم می‌نویسد؛ این دستور آنجا جداکننده ندارد.';
    case 'system-as-it-is':
      return 'RankLLM در پیام سامانه چیزی پر نمی‌کند: نام‌های میان دو ابرو همان‌گونه می‌مانند.';
    case 'thought-tokens':
      return `سقف اندیشه، ${format.tokens(found.tokens)}، هنگام اجرای RankLLM تعیین می‌شود.`;
    case 'other-cut':
      return `RankLLM به‌طور پیش‌فرض ۳۰۰ واژهٔ نخست هر متن را نگه می‌دارد. این دستور جز آن است: ${method.cut({ ...found, best: found.from === 'best' })}`;
    case 'always-brackets':
      return 'RankLLM در پرسش و متن‌ها همیشه به جای \u2066[3]\u2069 می‌نویسد \u2066(3)\u2069 و جز آن چیزی را تغییر نمی‌دهد.';
    case 'title-form':
      return `RankLLM عنوان را چنین می‌نویسد: ${set(found.form)}.`;
    case 'no-prefill':
      return 'قالب نمی‌تواند پاسخ مدل را آغاز کند: آغاز پاسخ کنار گذاشته شد.';
    case 'no-prior-weight':
      return 'وزن مرحلهٔ نخست در گزینش برچسب‌ها کنار گذاشته شد.';
    case 'no-reading-scores':
      return 'امتیازهایی که در پایان متن‌ها خوانده می‌شود کنار گذاشته شد.';
    case 'no-separator':
      return 'متن‌ها بی‌جداکننده پشت سر هم می‌آیند.';
  }
}

export const presetFaults: typeof en.presetFaults = { problem, note };
