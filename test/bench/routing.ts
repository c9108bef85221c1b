import { commandLineOf, JSON_OPTION } from '../../src/platform/process/command-line.ts';
import { benchRouting } from './routing/routing-bench.ts';
import { printReport } from './routing/routing-report.ts';

const values = commandLineOf(
  {
    name: 'npm run bench:routing --',
    zh: '派单的准确率与速度',
    en: 'how good routing is, and how fast',
    options: {
      file: {
        type: 'string',
        value: 'FILE',
        zh: '另一份样本（改革任务或来信）',
        en: 'another sample, of tasks or of messages',
      },
      json: JSON_OPTION,
      'no-scale': { type: 'boolean', default: false, zh: '不测大规模', en: 'leave out the large county' },
    },
  },
  (given) => given.values,
);
const report = await benchRouting({ file: values.file, scale: !values['no-scale'] });
// With --json the report for people goes to standard error, so that standard output ends with the document.
printReport(report, values.json ? process.stderr : process.stdout);
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
