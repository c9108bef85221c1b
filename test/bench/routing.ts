import { parseArgs } from 'node:util';
import { benchRouting } from './routing-bench.ts';
import { printReport } from './routing-report.ts';

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    json: { type: 'boolean', default: false },
    calibrate: { type: 'boolean', default: false },
    'no-scale': { type: 'boolean', default: false },
  },
});
const report = benchRouting({ file: values.file, calibrate: values.calibrate, scale: !values['no-scale'] });
// With --json the report for people goes to standard error, so that standard output ends with the document.
printReport(report, values.json ? process.stderr : process.stdout);
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
