// npm run evaluate -- --collection DIR: any method over a collection, through the built app's own engine in a headless browser.
import './require-node.mjs';
import path from 'node:path';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();

const fail = (message) => {
  console.error(message);
  process.exit(1);
};
const { evaluationOptions, HELP } = await import('./evaluation-options.mjs');
const { fileName, runEvaluation } = await import('./run-evaluation.mjs');
const { readCollectionFiles } = await import('./read-collection.mjs');
const { printCell, printReport } = await import('./print-evaluation.mjs');
const { writeWhole } = await import('./evaluation-file.mjs');

const options = orFail(() => evaluationOptions(process.argv.slice(2))) ?? fail(HELP);
const { files, entries, isSweep, measures, exportTo, runs, out, ...rest } = options;
const collection = orFail(() => readCollectionFiles(files));
if (exportTo !== null && !/\.(tsv|json)$/.test(exportTo)) fail('--export takes a file that ends in .tsv or .json.');
const { ensureBuilt } = await import('./ensure-built.mjs');
if (!ensureBuilt()) fail('The build failed; see above.');

const usual = `${collection.name}-${entries.length === 1 ? entries[0].model : `${entries.length}-configurations`}-depth${rest.depth}.jsonl`;
const file = path.resolve(out ?? path.join('.cache', 'evaluate', usual));
let place = 0;
const changed = { better: 0, worse: 0 };
const { plan, report, stopped } = await runEvaluation({
  ...rest,
  collection,
  entries,
  measures,
  out: file,
  tell: {
    model: ({ identity, loadMs }) =>
      console.log(`${identity.id} (${identity.library}) on ${identity.adapter}, loaded in ${(loadMs / 1000).toFixed(1)} s`),
    note: (text) => console.log(`note: ${text}`),
    cell(told) {
      place += 1;
      if (told.gain.after > told.gain.before) changed.better += 1;
      if (told.gain.after < told.gain.before) changed.worse += 1;
      printCell({ ...told, place, measure: measures[0] });
    },
  },
}).catch((error) => fail(error.message));
if (stopped) fail('\nStopped. The same command goes on from here.');

printReport({ plan, report, isSweep, changed });
if (exportTo !== null)
  writeWhole(path.resolve(exportTo), exportTo.endsWith('.tsv') ? report.tsv : `${JSON.stringify(report.rows, null, 1)}\n`);
if (runs !== null)
  for (const { id, name } of plan.configurations) writeWhole(path.join(runs, `${fileName(name)}.run`), report.runs[id]);
console.log(`\nresults  ${path.relative(process.cwd(), file)}`);

function orFail(make) {
  try {
    return make();
  } catch (error) {
    return fail(error.message);
  }
}
