import { runProcess } from './run-process.ts';

await runProcess('all', ({ door }) => {
  if (door === undefined) return;
  process.stdout.write(
    [
      '',
      `  打开网页 open in a browser  ${door.url}`,
      `  接口文档 API docs           ${door.url}/docs`,
      ...(door.keysFile === undefined ? [] : [`  评估用密钥 keys              ${door.keysFile}`]),
      '  停止 stop                   Ctrl-C',
      '',
      '',
    ].join('\n'),
  );
});
