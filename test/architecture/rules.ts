const these = (rooms: string): readonly string[] => rooms.split(' ');

/** The rooms below src/, lowest first, and which others each may import. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  vocabulary: these('platform engine'),
  sheet: these('platform vocabulary'),
  engine: these('platform'),
  register: these('platform'),
  calendar: these('platform vocabulary engine register'),
  directory: these('platform vocabulary sheet engine register'),
  routing: these('platform vocabulary engine calendar directory'),
  contract: these('platform vocabulary sheet calendar directory'),
  tasks: these('platform vocabulary sheet engine calendar directory routing contract'),
  audit: these('platform vocabulary engine calendar directory routing contract tasks'),
  access: these('platform vocabulary engine register calendar directory routing contract tasks audit'),
  app: these(
    'platform vocabulary sheet engine register calendar directory routing contract tasks audit access',
  ),
  http: these(
    'platform vocabulary sheet engine register calendar directory routing contract tasks audit access app',
  ),
  // Pages know the shapes of answers, as types; what they show they ask the door for.
  web: ['contract'],
  doctor: these('platform vocabulary engine calendar directory routing contract tasks audit'),
  demo: these('platform vocabulary'),
  main: these(
    'platform vocabulary sheet engine register calendar directory routing contract tasks audit access app http web doctor demo workflows',
  ),
};

/**
 * What a workflow may import besides other files of workflows/: the engine's declarations and pure words of the domain.
 * A name that ends in `/` stands for all of its files.
 */
export const WORKFLOW_IMPORTS: readonly string[] = [
  'src/vocabulary/',
  'src/engine/definition/children.ts',
  'src/engine/definition/define.ts',
  'src/engine/definition/effect-contract.ts',
  'src/engine/definition/projections.ts',
  'src/engine/definition/standing.ts',
  'src/platform/wording/said.ts',
  'src/platform/wording/counted.ts',
  'xstate',
  'zod',
];

/** The explicit list of workflows; only composition roots and tests may read it. */
export const WORKFLOW_LIST = 'workflows/index.ts';

/** What a place may not import although its room may: there is another way for it. */
export interface Detour {
  readonly from: RegExp;
  readonly target: RegExp;
  readonly instead: string;
}

export const DETOURS: readonly Detour[] = [
  {
    from: /^src\/http\//,
    target: /\/in-transaction\.ts$/,
    instead: 'a use case of src/app opens the transaction, the route hands in what is kept with it',
  },
  {
    from: /^src\/main\/commands\//,
    target: /^src\/http\//,
    instead: 'a command calls a use case of src/app, and shows what is in src/contract',
  },
];

/** A package that belongs to few places. */
export interface PackageRule {
  readonly name: string;
  /** Matches the paths that may import it. */
  readonly where: RegExp;
  /** Whether its types alone may be named anywhere: who passes a pool on need not be a store. */
  readonly typesAnywhere: boolean;
}

export const PACKAGES: readonly PackageRule[] = [
  { name: 'xstate', where: /^(workflows|src\/engine)\//, typesAnywhere: false },
  { name: 'bullmq', where: /^src\/engine\//, typesAnywhere: false },
  { name: 'ioredis', where: /^src\/engine\//, typesAnywhere: false },
  { name: 'express', where: /^src\/http\//, typesAnywhere: false },
  // Beside the stores: BullMQ's own tables are migrated over a pool, and LISTEN needs a connection of its own.
  {
    name: 'pg',
    where:
      /^src\/(platform\/postgres\/|\w+\/store(\/|\.ts$)|engine\/(queue\/postgres-backend|log\/commit-news)\.ts$)/,
    typesAnywhere: true,
  },
];

/** A kind of waiting that only places with a limit of their own may do. */
export interface WaitingRule {
  readonly what: RegExp;
  readonly where: RegExp;
  /** What the place must say, so that the wait ends. */
  readonly limit: RegExp;
}

/** Every way in which the product waits for another program: no statement, command, connection or child without a limit. */
export const WAITING: readonly WaitingRule[] = [
  {
    what: /\bnew (pg\.)?Pool\(/,
    where: /^src\/platform\/postgres\/pool\.ts$/,
    limit: /statement_timeout:[^]*query_timeout:[^]*\.\.\.REACHING/,
  },
  {
    what: /\bnew (pg\.)?Client\(/,
    where: /^src\/platform\/postgres\/connection\.ts$/,
    limit: /query_timeout:[^]*\.\.\.REACHING/,
  },
  {
    what: /\bnew (Redis|Cluster)\(/,
    where: /^src\/engine\/queue\/redis-connection\.ts$/,
    limit: /connectTimeout:[^]*socketTimeout:[^]*commandTimeout:/,
  },
  {
    what: /\bnew (Queue|Worker)\b/,
    where: /^src\/engine\/queue\/(redis|postgres)-backend\.ts$/,
    limit: /query_timeout:|connectRedis\(/,
  },
  {
    what: /(?<![.\w])(exec|execFile|execSync|execFileSync|spawnSync|fork)\(/,
    where: /^src\/platform\/process\/run-program\.ts$/,
    limit: /timeout:/,
  },
  // A server and its guard live as long as we do: of them only the end has a limit.
  {
    what: /(?<![.\w])spawn\(/,
    where:
      /^src\/(platform\/(postgres\/embedded\/(kernel-lock|embedded-server)|process\/child-guard)|main\/prove-apart)\.ts$/,
    limit: /timeout:|impatience|guardChild/,
  },
  {
    what: /(?<![.\w])fetch\(/,
    where: /^src\/(demo\/county-caller|web\/api\/call)\.ts$/,
    limit: /AbortSignal\.timeout|setTimeout\(\(\) => ended\.abort/,
  },
  { what: /statementSeconds: 0/, where: /^$/, limit: /^/ },
];

/** Longer files hold more than one reason to exist. */
export const LINE_CEILING = 300;

/** A folder with more files side by side is looked through, no longer read. About fifteen is the aim. */
export const FOLDER_CEILING = 20;

/** File names that say nothing of what is inside. */
export const EMPTY_NAMES: readonly string[] = [
  'util',
  'utils',
  'common',
  'manager',
  'helper',
  'helpers',
  'data',
];

/** Jest calls the default export of these two. */
export const DEFAULT_EXPORTS: readonly string[] = [
  'test/support/jest-setup.ts',
  'test/support/jest-teardown.ts',
];

/**
 * Tests that may read the machine's clock: those of whole processes, which go by it, and of the engine's own work, which
 * knows no dates (and this rule's own). All others hand a clock in, or they fail on some other day.
 */
export const MACHINE_CLOCK = /^test\/(main|engine|chaos|bench|any-day|network|support)\/|^test\/architecture/;
