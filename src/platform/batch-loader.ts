/** Gathers the keys asked for within one turn of the event loop and loads them with one call. */
export function createBatchLoader<Value>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let gathering:
    | Map<string, { promise: Promise<Value | undefined>; settle: PromiseSettle<Value> }>
    | undefined;

  function flush(): void {
    const batch = gathering;
    gathering = undefined;
    if (batch === undefined) return;
    load([...batch.keys()]).then(
      (found) => {
        for (const [key, { settle }] of batch) settle.resolve(found.get(key));
      },
      (error: unknown) => {
        for (const { settle } of batch.values()) settle.reject(error);
      },
    );
  }

  return (key) => {
    if (gathering === undefined) {
      gathering = new Map();
      setImmediate(flush);
    }
    const known = gathering.get(key);
    if (known !== undefined) return known.promise;
    let settle: PromiseSettle<Value> | undefined;
    const promise = new Promise<Value | undefined>((resolve, reject) => {
      settle = { resolve, reject };
    });
    if (settle !== undefined) gathering.set(key, { promise, settle });
    return promise;
  };
}

interface PromiseSettle<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}
