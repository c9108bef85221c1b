/** The name of the one queue; its jobs are doorbells that name tasks with work, nothing more. */
export const QUEUE = 'doorbell';

/** What a job carries: ids only, so that nothing personal ever lies in the queue. */
export interface Ring {
  readonly tasks: readonly string[];
}

export interface Bell {
  /** Hands doorbells to the queue; rejects soon where the queue is down, and the ledger will ring again. */
  ring(rings: readonly Ring[]): Promise<void>;
  close(): Promise<void>;
}

export interface QueueWorker {
  /** True while it claims to be taking jobs; the watchdog does not believe it. */
  isRunning(): boolean;
  /** Stops taking jobs and waits for those in hand; without end where the queue is away. */
  close(): Promise<void>;
  /** Lets go of the queue at once, also when a close is under way; what is in hand goes on unheard. */
  abandon(): void;
}

export interface WorkerSettings {
  /** Jobs in hand at once. */
  readonly concurrency: number;
  readonly onError: (error: Error) => void;
  /** It could not start and never will: BullMQ keeps the failure, and says nothing more where it was refused. */
  readonly onBroken: (error: Error) => void;
}

/** The queue cannot be reached now; a process that only rings can do without it until it is back. */
export class QueueAway extends Error {
  override readonly name = 'QueueAway';
}

/** A queue engine under BullMQ; the same code runs on either. */
export interface QueueBackend {
  readonly kind: 'redis' | 'postgres';
  /** Refuses a server that would lose jobs silently, one that is away as QueueAway, and brings the backend's own tables up to date. */
  prepare(): Promise<void>;
  /** What an operator should know of the server though it is good enough to start with. */
  warnings(): Promise<readonly string[]>;
  openBell(onError: (error: Error) => void): Bell;
  openWorker(handle: (ring: Ring, jobId: string) => Promise<void>, settings: WorkerSettings): QueueWorker;
}
