import type * as en from '../en/gguf.ts';
import { format } from './format.ts';

export const title: typeof en.title = (file) => `پروندهٔ ${file}`;
export const reading: typeof en.reading = 'آنچه پرونده از خود می‌گوید خوانده می‌شود…';

export const facts: typeof en.facts = {
  name: 'نام',
  architecture: 'گونه',
  parameters: 'وزن‌ها',
  quantization: 'کوانتش',
  size: 'اندازه',
  memory: 'حافظه',
  context: 'زمینه',
  conversation: 'شیوهٔ گفت‌وگو',
  prompt: 'پرامپت',
  licence: 'پروانه',
};
export const parameters: typeof en.parameters = (count) => `${format.number(Math.round(count / 1e6))} میلیون`;
export const memory: typeof en.memory = ({ needed, most }) =>
  `نزدیک به ${format.bytes(needed)} از حافظهٔ این برگه که آزموده شد و داده شد؛ برگه بیش از ${format.bytes(most)} به موتور نمی‌دهد`;
export const context: typeof en.context = ({ chosen, trained }) =>
  chosen === trained
    ? `${format.tokens(chosen)}، همان که برایش ساخته شده است`
    : `${format.tokens(chosen)} از ${format.number(trained)} که برایش ساخته شده است`;
export const licenceUnknown: typeof en.licenceUnknown = 'پرونده چیزی نمی‌گوید';

const FORMS: Readonly<Record<string, string>> = {
  chatml: 'به شکل ChatML',
  'llama-3': 'به شکل Llama 3',
  gemma: 'به شکل Gemma',
  phi: 'به شکل Phi',
  plain: 'به شکل متن ساده',
};
const WHY = {
  none: 'پرونده الگوی گفت‌وگو ندارد',
  broken: 'الگوی گفت‌وگوی پرونده در اینجا اجرا نمی‌شود',
  strange: 'الگوی گفت‌وگوی پرونده را در اینجا نمی‌توان دنبال کرد',
} as const;
export const conversation: typeof en.conversation = (source) => {
  if (source.type === 'form') return `${FORMS[source.form] ?? ''}، زیرا ${WHY[source.why]}`;
  return source.turns ? 'با الگوی گفت‌وگوی خود پرونده' : 'با الگوی گفت‌وگوی خود پرونده؛ گفت‌وگوهای چندنوبتی تنها تقریبی';
};

export const speed: typeof en.speed = 'سرعتش در اینجا هنگام بارگذاری سنجیده می‌شود.';
export const use: typeof en.use = 'نگه‌داشتن و رتبه‌بندی با آن';
export const keep: typeof en.keep = 'نگه‌داشتن در این مرورگر';
export const leave: typeof en.leave = 'رها کردن';
export const storing: typeof en.storing = 'در حافظهٔ مرورگر رونویسی و چکیدهٔ آن حساب می‌شود…';
export const stop: typeof en.stop = 'ایست';
export const before: typeof en.before = 'مدل پیشین دست‌نخورده ماند.';

export const flaw: typeof en.flaw = (found) => {
  switch (found.code) {
    case 'unread':
      return { what: 'پرونده دیگر خوانده نمی‌شود.', next: 'اگر جابه‌جا یا دگرگون شده، دوباره آن را برگزینید.' };
    case 'not-gguf':
      return {
        what: 'این پروندهٔ GGUF نیست: آغازش چنین نیست.',
        next: 'اگر از وب آمده، شاید صفحهٔ ورودی به نام مدل باشد: دوباره بارگیری کنید و اندازه‌اش را ببینید.',
      };
    case 'older':
      return {
        what: `این پرونده در قالبی است (${found.format}) که llama.cpp پیش از GGUF داشت و دیگر نمی‌خواند.`,
        next: 'پروندهٔ تازه‌تری از همین مدل بگیرید، یا وزن‌های اصلی را با convert_hf_to_gguf.py از llama.cpp تبدیل کنید.',
      };
    case 'version':
      return {
        what: `این نسخهٔ ${format.number(found.version)} از GGUF است؛ در اینجا نسخه‌های ۲ و ۳ خوانده می‌شوند.`,
        next:
          found.version < 2
            ? 'پروندهٔ تازه‌تری از همین مدل بگیرید.'
            : 'از این صفحه تازه‌تر است: صفحه را از نو بارگذاری کنید یا پروندهٔ نسخهٔ ۳ بگیرید.',
      };
    case 'byte-order':
      return {
        what: 'پرونده برای ماشین‌هایی با ترتیب بایت دیگر (big-endian) نوشته شده است.',
        next: 'پروندهٔ معمول را بگیرید، یا با gguf_convert_endian.py از llama.cpp برگردانید.',
      };
    case 'cut-short':
      return {
        what:
          found.wanted === null
            ? `پرونده در میانهٔ سرآیند خود، پس از ${format.bytes(found.bytes)} پایان می‌یابد.`
            : `پرونده ${format.bytes(found.bytes)} است و باید ${format.bytes(found.wanted)} باشد: پایانش کم است.`,
        next: 'دوباره و تا پایان بارگیری کنید.',
      };
    case 'damaged':
      return { what: `سرآیند پرونده آسیب دیده است: ${found.what}.`, next: 'دوباره بارگیری کنید و چکیده را بسنجید.' };
    case 'tensor-type':
      return {
        what: `وزن‌هایش به شیوه‌ای (نوع ${format.number(found.type)}، ${found.tensor}) نهاده شده که موتور اینجا نمی‌شناسد.`,
        next: 'کوانتش دیگری از همین مدل بگیرید: Q4_K_M یا Q4_0.',
      };
    case 'vocabulary-only':
      return { what: 'پرونده تنها واژگان دارد و وزنی ندارد.', next: 'پروندهٔ خود مدل را بگیرید.' };
    case 'part':
      return {
        what: `این پرونده به‌تنهایی مدل نیست؛ از خود می‌گوید: ${found.kind}.`,
        next: 'پروندهٔ خود مدل را بگیرید. آداپتور نخست با مدلش یکی می‌شود (llama-export-lora).',
      };
    case 'split':
      return {
        what: `این بخش ${format.number(found.part)} از ${format.number(found.parts)} بخش یک مدل است.`,
        next: 'نخست بخش‌ها را یکی کنید: llama-gguf-split --merge.',
      };
    case 'architecture':
      return {
        what: `موتور اینجا چنین مدلی که با متن پاسخ دهد نمی‌شناسد: ${found.architecture === '' ? 'پرونده نامی نمی‌برد' : found.architecture}.`,
        next: 'مدلی از گونهٔ Llama، Qwen، Gemma، Mistral، Phi یا SmolLM برگزینید.',
      };
    case 'tokenizer':
      return {
        what: `با واژگانی از این گونه (${found.kind === '' ? 'بی‌نام' : found.kind}) پاسخ‌ها را نمی‌توان در شکلشان نگه داشت.`,
        next: 'مدلی با واژگان بایتی (Llama 3، Qwen، SmolLM) یا SentencePiece (Llama 2، Gemma) برگزینید.',
      };
    case 'too-large':
      return {
        what: `به ${format.bytes(found.needed)} نیاز دارد و برگه بیش از ${format.bytes(found.most)} به موتور نمی‌دهد.`,
        next: 'مدل یا کوانتش کوچک‌تری بگیرید، یا آن را پشت یک کارساز اجرا کنید (connected.html).',
      };
    case 'no-memory':
      return {
        what: `به نزدیک ${format.bytes(found.needed)} حافظه نیاز دارد و مرورگر این اندازه نداد.`,
        next: 'برگه‌های دیگر را ببندید و دوباره بکوشید، یا مدل کوچک‌تری بگیرید.',
      };
  }
};
