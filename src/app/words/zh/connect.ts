import type * as en from '../en/connect.ts';
import { format } from './format.ts';

export const line: typeof en.line = {
  label: '文本发往何处',
  none: '文本留在本页：尚未选定服务器。',
  chosen: (server) => `尚未发送任何内容。排序时，文本会发往 ${server}。`,
  connected: ({ server, program }) => `文本发往 ${server} – ${program}`,
  silent: '服务器已有十秒没有任何回应。它可能在读取很长的提示词，或正忙于其他请求；按“停止”可结束运行。',
  panel: '服务器',
};

export const frame: typeof en.frame = {
  on: ({ host, program }) => `在 ${host} 上，${program}`,
  notConnected: '未连接服务器',
  privacy: '文本会发往一台服务器',
  privacyMore: [
    '模型在您选定的服务器上运行。排序、比较或使用透镜时，查询和段落会作为提示词发往那里，不会发往别处：本页的任何代码运行之前，页面就已被限制为只能访问那个地址和它自己的地址。即时排序仍在这里计算。',
    '地址会记在本浏览器中。密钥只保留到此标签页关闭为止；它只发给那台服务器，不会出现在任何日志、文件或链接里。服务器保存什么，由其所有者决定。',
  ],
  sealed: '前往不发送任何内容的页面',
  how: '页面向您选定的服务器提问；模型在那里运行，每个窗口的文本发往那里，不会发往别处。',
  connectFirst: '会先询问服务器的情况。',
  notNarrowed:
    '本页没有启动：缺少它的第一个脚本 one-server.js，没有它就无法把页面限制在一台服务器上。请重新加载；如果仍然如此，说明网站不完整。',
};

export const form: typeof en.form = {
  title: '服务器',
  intro: '任何使用 OpenAI 协议的服务器：llama.cpp、vLLM、SGLang 等。连接时只询问它的情况，不发送文本。',
  address: '地址',
  addressHint: '例如 http://localhost:8080，带不带 /v1 都可以',
  key: '密钥',
  keyHint: '仅在服务器要求时填写；只保留在此标签页',
  model: '模型',
  modelHint: '服务器只有一个模型时可以留空',
  chooseModel: '请选择其中一个',
  severalModels: '这台服务器有多个模型。请选择一个，然后再次连接。',
  connect: '连接',
  again: '重新连接',
  asking: '正在询问服务器…',
  askingLong: '服务器已有十秒没有回答。它可能仍在加载模型；如果该地址没有程序在监听，就不会有回答。',
  cancel: '停止询问',
  anew: '换用其他地址时页面会重新加载，使它只能访问那台服务器。您写下的内容会保留。',
  problem: {
    empty: '请填写服务器的地址。',
    'no-address': '这不是服务器的地址。地址以 http:// 或 https:// 开头。',
    ipv6: '页面的策略无法写明 IPv6 地址。请填写主机名或 IPv4 地址；若是本机，请填 localhost。',
    secret: '请去掉地址中的用户名和密码。密钥有单独的输入框。',
    insecure: '本页通过 https 打开，只能访问 https 地址和本机（localhost）。请让服务器通过 https 应答，或从本机打开本页。',
  },
  keyProblem: '密钥只含 ASCII 字母、数字和符号，不含空格。',
  keyPerhaps: '有些服务器在需要密钥而没有收到时也会这样应答。',
  tooLong: '您写下的内容太长，重新加载时无法保留。请先保存，或者继续，之后再打开。',
  goOn: '仍然重新加载',
};

export const found: typeof en.found = {
  title: '询问结果',
  facts: {
    program: '程序',
    model: '模型',
    others: '另有',
    context: '上下文',
    answers: '回答',
    likelihoods: '似然',
    parallel: '同时',
    prompt: '提示词',
    took: '询问用时',
  },
  otherProgram: '种类不明',
  context: ({ tokens, from }) =>
    `${format.tokens(tokens)}，${{ server: '由服务器告知', told: '由您指定', family: '按此系列模型的长度；服务器没有说明' }[from]}`,
  holds: '由语法约束格式',
  free: '自由文本，读取后修复；此服务器不接受语法',
  tells: '提供',
  tellsNone: '不提供：透镜中没有信念',
  parallel: (count) => `${format.number(count)} 个请求`,
};
