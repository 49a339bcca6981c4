import PostalMime from 'postal-mime';
import type { Address } from 'postal-mime';
import type { Result } from '../request.ts';
import { documentWriter, firstOf } from './document.ts';
import type { DocumentProblem, ReadDocument } from './document.ts';
import { writeMarkup } from './markup.ts';

/**
 * Reads an e-mail (RFC 5322, MIME) with postal-mime: subject, sender, receivers and date, then its text, or its HTML where it has no text. Attachments are told by
 * name and not read.
 */
export async function readMail(bytes: Uint8Array): Promise<Result<ReadDocument, DocumentProblem>> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' }).catch(() => null);
  if (mail === null || mail.headers.length === 0) return { ok: false, error: { type: 'damaged' } };
  const { subject = '', from, to = [], cc = [], date = '', text, html, attachments } = mail;
  const writer = documentWriter();
  writer.heading(subject, 1);
  const head = [
    ['From', from === undefined ? '' : named(from)],
    ['To', to.map(named).join(', ')],
    ['Cc', cc.map(named).join(', ')],
    ['Date', date],
  ].filter(([, value]) => value !== '');
  writer.paragraph(head.map(([name, value]) => `${name}: ${value}`).join('\n'));
  if (text !== undefined && text.trim() !== '')
    for (const paragraph of text.replaceAll(/\r\n?/gu, '\n').split(/\n[^\S\n]*\n/u)) writer.paragraph(paragraph);
  else if (html !== undefined) writeMarkup(html, writer);
  const { count, first } = firstOf(
    attachments.map(({ filename, mimeType }) => filename ?? mimeType),
    3,
  );
  const notes = count === 0 ? [] : [{ code: 'attachments' as const, count, names: first }];
  return { ok: true, value: { kind: 'mail', title: subject, pages: null, ...writer.done(), notes } };
}

function named(address: Address): string {
  if (address.group !== undefined) return [address.name, ...address.group.map(named)].join(' ');
  return address.name === '' ? address.address : `${address.name} <${address.address}>`;
}
