import { runProcess } from './run-process.ts';

await runProcess('all', ({ door }) => {
  if (door === undefined) return;
  process.stdout.write(
    [
      '',
      `  onedoor 进一门，找一人   ${door.url}`,
      `  接口文档 API docs        ${door.url}/docs`,
      `  评估用密钥 keys           ${door.keysFile}`,
      '  停止 stop                Ctrl-C',
      '',
      '',
    ].join('\n'),
  );
});
