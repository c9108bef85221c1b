// oxlint-disable-next-line import/no-default-export -- jest calls the default export of its globalTeardown
export default async function tearDown(): Promise<void> {
  await globalThis.closeSharedCluster?.();
}
