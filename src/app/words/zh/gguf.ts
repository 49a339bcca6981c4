import type * as en from '../en/gguf.ts';
import { format } from './format.ts';

export const title: typeof en.title = (file) => `文件 ${file}`;
export const reading: typeof en.reading = '正在读取文件的自述…';

export const facts: typeof en.facts = {
  name: '名称',
  architecture: '类型',
  parameters: '权重数',
  quantization: '量化',
  size: '大小',
  memory: '内存',
  context: '上下文',
  conversation: '对话格式',
  prompt: '提示词',
  licence: '许可证',
};
export const parameters: typeof en.parameters = (count) => `${format.number(Math.round(count / 1e6))} 百万`;
export const memory: typeof en.memory = ({ needed, most }) =>
  `约占此标签页 ${format.bytes(needed)} 内存（已试过，可以给出）；标签页最多给引擎 ${format.bytes(most)}`;
export const context: typeof en.context = ({ chosen, trained }) =>
  chosen === trained
    ? `${format.tokens(chosen)}，即其设计长度`
    : `${format.tokens(chosen)}（设计长度为 ${format.number(trained)}）`;
export const licenceUnknown: typeof en.licenceUnknown = '文件未说明';

const FORMS: Readonly<Record<string, string>> = {
  chatml: 'ChatML 格式',
  'llama-3': 'Llama 3 格式',
  gemma: 'Gemma 格式',
  phi: 'Phi 格式',
  plain: '纯文本',
};
const WHY = {
  none: '文件没有对话模板',
  broken: '文件的对话模板在此无法运行',
  strange: '文件的对话模板在此无法遵循',
} as const;
export const conversation: typeof en.conversation = (source) => {
  if (source.type === 'form') return `${FORMS[source.form] ?? ''}，因为${WHY[source.why]}`;
  return source.turns ? '按文件中的对话模板' : '按文件中的对话模板；多轮对话只是近似';
};

export const speed: typeof en.speed = '它在此有多快，加载时会测量。';
export const use: typeof en.use = '保存并用它排序';
export const keep: typeof en.keep = '保存在此浏览器中';
export const leave: typeof en.leave = '不要';
export const storing: typeof en.storing = '正在复制到此浏览器的存储并计算校验和…';
export const stop: typeof en.stop = '停止';
export const before: typeof en.before = '之前的模型保持原样。';

export const flaw: typeof en.flaw = (found) => {
  switch (found.code) {
    case 'unread':
      return { what: '文件已无法读取。', next: '如果它被移动或更改，请重新选择。' };
    case 'not-gguf':
      return {
        what: '这不是 GGUF 文件：开头不符。',
        next: '如果来自网络，可能是以模型命名的登录页面：请重新下载，并核对大小。',
      };
    case 'older':
      return {
        what: `此文件的格式（${found.format}）早于 GGUF，llama.cpp 已不再读取。`,
        next: '请使用同一模型的较新文件，或用 llama.cpp 的 convert_hf_to_gguf.py 转换原始权重。',
      };
    case 'version':
      return {
        what: `这是 GGUF 第 ${format.number(found.version)} 版；此处可读第 2 和第 3 版。`,
        next: found.version < 2 ? '请使用同一模型的较新文件。' : '它比本页更新：请刷新本页，或使用第 3 版文件。',
      };
    case 'byte-order':
      return {
        what: '文件是为另一种字节序（大端）的机器写的。',
        next: '请使用常规文件，或用 llama.cpp 的 gguf_convert_endian.py 转换。',
      };
    case 'cut-short':
      return {
        what:
          found.wanted === null
            ? `文件在其头部中途结束，只有 ${format.bytes(found.bytes)}。`
            : `文件有 ${format.bytes(found.bytes)}，应为 ${format.bytes(found.wanted)}：缺少末尾。`,
        next: '请重新完整下载。',
      };
    case 'damaged':
      return { what: `文件头已损坏：${found.what}。`, next: '请重新下载，并核对校验和。' };
    case 'tensor-type':
      return {
        what: `其权重的存储方式（类型 ${format.number(found.type)}，${found.tensor}）是此处引擎不认识的。`,
        next: '请使用同一模型的其他量化：Q4_K_M 或 Q4_0。',
      };
    case 'vocabulary-only':
      return { what: '文件只有词表，没有权重。', next: '请使用模型本身的文件。' };
    case 'part':
      return {
        what: `此文件本身不是模型；它自称：${found.kind}。`,
        next: '请使用模型本身的文件。适配器须先并入其模型（llama-export-lora）。',
      };
    case 'split':
      return {
        what: `这是模型 ${format.number(found.parts)} 个部分中的第 ${format.number(found.part)} 个。`,
        next: '请先合并为一个文件：llama-gguf-split --merge。',
      };
    case 'architecture':
      return {
        what: `此处引擎没有这种以文本作答的模型：${found.architecture === '' ? '文件未说明' : found.architecture}。`,
        next: '请选择 Llama、Qwen、Gemma、Mistral、Phi 或 SmolLM 类的模型。',
      };
    case 'tokenizer':
      return {
        what: `其词表类型（${found.kind === '' ? '未说明' : found.kind}）使答案无法在此保持规定形式。`,
        next: '请选择字节级词表（Llama 3、Qwen、SmolLM）或 SentencePiece 词表（Llama 2、Gemma）的模型。',
      };
    case 'too-large':
      return {
        what: `需要 ${format.bytes(found.needed)}，而标签页最多给引擎 ${format.bytes(found.most)}。`,
        next: '请使用更小的模型或量化，或在服务器后运行（connected.html）。',
      };
    case 'no-memory':
      return {
        what: `需要约 ${format.bytes(found.needed)} 内存，浏览器没有给出这么多。`,
        next: '请关闭其他标签页后重试，或使用更小的模型。',
      };
  }
};
