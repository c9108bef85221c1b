import {
  commandLineOf,
  type DeclaredOptions,
  JSON_OPTION,
  type Program,
  someOf,
  wholeNumber,
} from '../../src/platform/process/command-line.ts';

/** What can be measured, in the order of the table. */
export const SUBJECTS = ['reference', 'ours-redis', 'ours-embedded', 'reform', 'million'] as const;

export type SubjectName = (typeof SUBJECTS)[number];

export interface Options {
  readonly json: boolean;
  readonly only: readonly SubjectName[];
  readonly lifecycles: number;
  readonly warmUp: number;
  readonly clients: number;
  readonly rounds: number;
  readonly seed: number;
  /** How many tasks lie in the database that `million` is measured on. */
  readonly tasks: number;
  /** Where `node --cpu-prof` writes to; absent where nothing is profiled. */
  readonly profile: string | undefined;
}

/** Reads the command line, or ends the process with the usage. */
export function readOptions(randomSeed: number): Options {
  const program = {
    name: 'npm run bench --',
    zh: '在同一次运行中测量 onedoor 与参照服务器',
    en: 'measures onedoor and the reference server in one run',
    options: {
      json: JSON_OPTION,
      only: {
        type: 'string',
        value: 'LIST',
        default: SUBJECTS.join(','),
        zh: '测量对象',
        en: 'what to measure',
      },
      lifecycles: {
        type: 'string',
        value: 'N',
        default: '2000',
        zh: '测量的周期数',
        en: 'lifecycles measured',
      },
      'warm-up': {
        type: 'string',
        value: 'N',
        default: '10000',
        zh: '预热的周期数',
        en: 'lifecycles before that',
      },
      clients: { type: 'string', value: 'N', default: '50', zh: '并发连接数', en: 'clients at once' },
      rounds: {
        type: 'string',
        value: 'N',
        default: '3',
        zh: '轮数，取中位数',
        en: 'rounds, of which the median',
      },
      seed: {
        type: 'string',
        value: 'N',
        default: String(randomSeed),
        zh: '随机种子',
        en: 'of what is random',
      },
      tasks: {
        type: 'string',
        value: 'N',
        default: '1000000',
        zh: 'million 的任务数',
        en: 'tasks of million',
      },
      profile: { type: 'string', value: 'DIR', zh: 'CPU 剖析写入的目录', en: 'where CPU profiles go' },
    },
  } as const satisfies Program<DeclaredOptions>;
  return commandLineOf(program, ({ values }) => ({
    json: values.json,
    only: someOf('only', values.only, SUBJECTS),
    lifecycles: wholeNumber('lifecycles', values.lifecycles, 1),
    warmUp: wholeNumber('warm-up', values['warm-up']),
    clients: wholeNumber('clients', values.clients, 1),
    rounds: wholeNumber('rounds', values.rounds, 1),
    seed: wholeNumber('seed', values.seed),
    tasks: wholeNumber('tasks', values.tasks, 1000),
    profile: values.profile,
  }));
}
