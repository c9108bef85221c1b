import { z } from 'zod';
import { signInSchema } from './sign-in-schema.ts';
import { told } from './told.ts';

const limits = z
  .strictObject({
    bodyBytes: z
      .int()
      .min(1_024)
      .max(67_108_864)
      .default(262_144)
      .meta(
        told('请求体上限（字节）', '超过即拒绝', 'Largest request body in bytes; a larger one is refused'),
      ),
    jsonDepth: z
      .int()
      .min(2)
      .max(1_000)
      .default(32)
      .meta(told('JSON 嵌套层数上限', '超过即拒绝', 'Deepest nesting of a JSON body')),
    requestSeconds: z
      .int()
      .min(1)
      .max(3_600)
      .default(30)
      .meta(
        told('请求时限（秒）', '不含长轮询等待', 'Time for one request in seconds, a long poll not counted'),
      ),
  })
  .prefault({})
  .meta(told('请求限制', '办事入口对请求的限制', 'What the HTTP door accepts'));

const engine = z
  .strictObject({
    reconcileSeconds: z
      .number()
      .min(0.1)
      .max(3_600)
      .default(5)
      .meta(
        told(
          '对账周期（秒）',
          '账上未办的事项多久重新派发',
          'How often undone work of the ledger is dispatched again',
        ),
      ),
    maxAttempts: z
      .int()
      .min(1)
      .max(1_000)
      .default(5)
      .meta(
        told(
          '最多尝试次数',
          '仍失败的作用搁置并告警',
          'Attempts before a failing effect is parked with an alarm',
        ),
      ),
    batchSize: z
      .int()
      .min(1)
      .max(1_000)
      .default(100)
      .meta(told('每批提交数', '一次提交最多合并的事件数', 'Most events in one group commit')),
    committers: z
      .int()
      .min(1)
      .max(16)
      .default(1)
      .meta(
        told(
          '并行提交数',
          '同时进行的批次；磁盘慢时可设为 2',
          'Group commits in flight at once; 2 may help on a slow disk',
        ),
      ),
    workerConcurrency: z
      .int()
      .min(1)
      .max(256)
      .default(3)
      .meta(
        told(
          '办理并发数',
          '每个进程同时处理的队列任务，每个可含 50 件',
          'Queue jobs in hand at once per process, each for up to 50 tasks',
        ),
      ),
    cacheCapacity: z
      .int()
      .min(0)
      .max(10_000_000)
      .default(20_000)
      .meta(
        told('任务缓存数', '内存中保留的任务', 'Tasks kept in memory; the version check stays the truth'),
      ),
  })
  .prefault({})
  .meta(told('流程引擎', '提交、派发与重试', 'Commit, dispatch and retry'));

/** Every setting there is, with its default and both languages; file, environment and editors' schema follow from it. */
export const configSchema = z
  .strictObject({
    databaseUrl: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'expected postgresql://user:password@host:port/database')
      .optional()
      .meta(
        told(
          '数据库地址',
          '不填则启动内置 PostgreSQL',
          'PostgreSQL to use; without it the embedded one is started',
        ),
      ),
    redisUrl: z
      .string()
      .regex(
        /^(rediss?|sentinel|cluster):\/\/[^/]/,
        'expected redis://host:port, rediss://…, sentinel://host:port,host:port/master-name or cluster://host:port,host:port',
      )
      .optional()
      .meta(
        told(
          'Redis 地址',
          '不填则队列使用 PostgreSQL',
          'Redis for the queue; without it the queue lives in PostgreSQL',
        ),
      ),
    migrateAtStart: z
      .boolean()
      .default(true)
      .meta(
        told(
          '启动时更新表结构',
          '关闭后须先运行 onedoor migrate，否则拒绝启动',
          'Whether a start brings the tables up to date; where not, onedoor migrate must have run',
        ),
      ),
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .meta(told('监听地址', '容器中用 0.0.0.0', 'Address to listen on; 0.0.0.0 in a container')),
    port: z
      .int()
      .min(0)
      .max(65_535)
      .default(8080)
      .meta(told('监听端口', '0 表示任选空闲端口', 'TCP port; 0 takes any free one')),
    publicUrl: z
      .url()
      .optional()
      .meta(told('对外网址', '用于通知中的链接', 'The address people use, for links in notices')),
    dataDir: z
      .string()
      .min(1)
      .default('./data')
      .meta(told('数据目录', '内置数据库与密钥文件所在', 'Where the embedded database and key files lie')),
    calendarDir: z
      .string()
      .min(1)
      .default('./config/calendars')
      .meta(told('日历目录', '法定节假日与调休', 'Calendars: holidays and make-up working days')),
    limitsDir: z
      .string()
      .min(1)
      .default('./config/limits')
      .meta(told('时限目录', '各类任务的时限', 'Limits of each type of task')),
    laddersDir: z
      .string()
      .min(1)
      .default('./config/ladders')
      .meta(
        told('督办梯目录', '督办梯 default.yaml', 'Supervision ladders; default.yaml is the one in force'),
      ),
    directoryDir: z
      .string()
      .min(1)
      .default('./config/directory')
      .meta(told('组织目录', '单位、科室、席位', 'Units, sections and seats')),
    logLevel: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info')
      .meta(told('日志级别', '低于此级别的不输出', 'Least severe level that is written')),
    limits,
    engine,
    drainSeconds: z
      .int()
      .min(0)
      .max(20)
      .default(0)
      .meta(
        told(
          '停止前引流（秒）',
          '收到停止信号后 /readyz 先答 503，继续受理这么久再关门；有反向代理或负载均衡时设为 7',
          'After the signal to stop, /readyz says 503 for so long before the door closes; 7 behind a proxy or balancer',
        ),
      ),
    watchdogSeconds: z
      .int()
      .min(1)
      .max(86_400)
      .default(30)
      .meta(
        told(
          '看门狗时限（秒）',
          '待办超过此时限仍无进展则重启处理器',
          'Age of undone work after which a worker that is "up" is not believed',
        ),
      ),
    idempotencyHours: z
      .int()
      .min(1)
      .max(8_760)
      .default(24)
      .meta(
        told(
          '幂等键保留（小时）',
          '期内重复请求得到原答复',
          'How long a repeated Idempotency-Key is answered from memory',
        ),
      ),
    evaluationKeys: z
      .boolean()
      .optional()
      .meta(
        told(
          '评估密钥',
          '为每个席位生成一把密钥；不填则仅内置数据库时生成',
          'Make one key per seat for evaluation; by default only with the embedded database',
        ),
      ),
    signIn: signInSchema,
    metricsFromLoopback: z
      .boolean()
      .default(true)
      .meta(
        told(
          '本机免密读取指标',
          '同机有反向代理时应关闭',
          'Whether this machine may read metrics without a key; off behind a proxy on the same machine',
        ),
      ),
  })
  .meta({ title: 'onedoor 配置', description: '一门通办任务流转配置。Configuration of onedoor.' });

/** The settings of one process, complete and checked. */
export type Config = z.infer<typeof configSchema>;
