/** What a task remembers of the supervision ladder: the rungs to come, those behind it, and who was told. */
export interface LadderMemory {
  /** True while the clock stands still, and once the task is done. */
  readonly silent: boolean;
  readonly rungs: readonly { readonly key: string; readonly at: string }[];
  readonly climbed: readonly { readonly key: string; readonly at: string; readonly fired: boolean }[];
  readonly notices: readonly NoticeMemory[];
}

/** A notice that one seat was given. */
export interface NoticeMemory {
  /** Task id of the notice. */
  readonly child: string;
  readonly key: string;
  readonly seat: string;
  readonly copy: boolean;
  readonly mustAnswer: boolean;
  readonly issuedAt: string;
  readonly acknowledged: {
    readonly at: string;
    readonly by: { readonly principal: string; readonly name: string };
    readonly answer: { readonly reason: string; readonly expectedCompletion: string } | null;
  } | null;
  readonly recalledAt: string | null;
}
