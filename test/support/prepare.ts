import { spawnSync } from 'node:child_process';
import { isInstalled } from './installed.ts';

/** A program that the tests start, and the Debian packages that bring it. */
interface Need {
  readonly program: string;
  readonly packageName: string;
  readonly why: string;
}

const NEEDS: readonly Need[] = [
  { program: 'redis-server', packageName: 'redis-server', why: 'the queue is tested on real Redis servers' },
];

/** Where these cannot be installed, the tests that need them are skipped and say so. */
const WANTED: readonly Need[] = [
  { program: 'pgbouncer', packageName: 'pgbouncer', why: 'a pooler in front of the database is told apart' },
  { program: 'nginx', packageName: 'nginx-light', why: 'doors are rolled behind a real proxy' },
  {
    program: 'chromium',
    packageName: 'chromium fonts-noto-cjk',
    why: 'pages are opened in a real browser',
  },
  { program: 'haproxy', packageName: 'haproxy', why: 'doors are rolled behind a real balancer' },
];

/** Needed only by those who name them on the command line. */
const FURTHER: readonly Need[] = [
  { program: 'faketime', packageName: 'faketime', why: 'the suite is run on other days than today' },
];

const asked = FURTHER.filter(({ program }) => process.argv.includes(program));
const missing = [...NEEDS, ...asked].filter(({ program }) => !isInstalled(program));
const wanted = WANTED.filter(({ program }) => !isInstalled(program));
const mayInstall = rootPrefix() !== undefined && isInstalled('apt-get');
if (missing.length > 0 || (wanted.length > 0 && mayInstall)) install([...missing, ...wanted]);

function install(needs: readonly Need[]): void {
  const packages = needs.flatMap(({ packageName }) => packageName.split(' '));
  const prefix = rootPrefix();
  const sayWhat = needs.map(({ program, why }) => `  ${program}: ${why}`).join('\n');
  if (prefix === undefined || !isInstalled('apt-get')) {
    stop(`The tests need programs that are not installed:\n${sayWhat}\n${howTo(packages)}`);
  }
  process.stderr.write(`Installing from Debian what the tests need:\n${sayWhat}\n`);
  const apt = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-q',
    '-o',
    'Acquire::Retries=3',
  ];
  const [command = '', ...args] = apt;
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { status } = spawnSync(command, [...args, ...step], { stdio: ['ignore', 2, 2] });
    if (status !== 0) stop(`"apt-get ${step.join(' ')}" failed.\n${howTo(packages)}`);
  }
  const still = needs.filter(({ program }) => !isInstalled(program)).map(({ program }) => program);
  if (still.length > 0) stop(`Installed, yet not found on the PATH: ${still.join(', ')}.`);
}

/** How to become root without being asked for a password; undefined where that is not possible. */
function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function howTo(packages: readonly string[]): string {
  const names = packages.join(' ');
  return `On Debian or Ubuntu: sudo apt-get update && sudo apt-get install -y ${names}\nElsewhere, install ${names} by other means; then run npm test again.`;
}

function stop(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
