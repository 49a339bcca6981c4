import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { controls, exportedLog, openPage, runOver, runStart, set } from './support/walk.ts';

const FOLDER = 'test/fixtures/documents/';
const samples = (...names: readonly string[]): string[] => names.map((name) => FOLDER + name);

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
});
afterAll(() => app.close());

it('a PDF, a Word file, a web page and a zip are read in the browser under the page’s policy; a scan is told beside them', async () => {
  const { page, foreign, errors } = visitor;
  await openPage(page, app);
  const chooser = page.locator('input[type=file][multiple]');
  await chooser.setInputFiles(samples('handbook.pdf', 'handbook.docx', 'handbook.html', 'folder.zip', 'scan.pdf', 'locked.pdf'));
  await page.getByText('PDF, 2 pages').waitFor();
  for (const name of [
    'handbook.pdf',
    'handbook.docx',
    'handbook.html',
    'folder/letters/handbook.md',
    'folder/letters/handbook.docx',
  ])
    await page.locator('.file-list').getByText(name, { exact: true }).first().waitFor();
  const refused = page.locator('.refused-files');
  await refused.getByText('scan.pdf').waitFor();
  expect(await refused.textContent()).toContain('Run text recognition (OCR) over it');
  expect(await refused.textContent()).toContain('locked with a password');
  await page.getByText('Left out: 11 words of menus').waitFor();
  expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
});

it('they are ranked; the ranking is listed by passages or by documents, with their pages, and the log knows where each passage stands', async () => {
  const { page, foreign, errors } = visitor;
  await controls(page).query.fill('When may the lease be ended?');
  await set(page, { 'Thought budget': 8 });
  await controls(page).rank.click();
  await runOver(page);
  const { request } = runStart(await exportedLog(page));
  const lease = request.candidates.find(
    ({ document, text }) => document === 'handbook.pdf' && text.startsWith('A tenant may end'),
  );
  expect(lease).toMatchObject({ place: { page: 1, heading: 'Handbook of the Harbour House › Ending the lease' } });
  expect(request.documents?.map(({ name }) => name)).toContain('folder/letters/handbook.docx');
  await page.getByRole('radio', { name: 'document', exact: true }).check();
  const documents = page.locator('.document-row');
  expect(await documents.count()).toBe(5);
  const pdf = documents.filter({ hasText: 'handbook.pdf' });
  await pdf.getByText(/^p\. 1.*passages read$/u).waitFor();
  await page.getByRole('radio', { name: 'passage', exact: true }).check();
  expect(await documents.count()).toBe(0);
  expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
});
