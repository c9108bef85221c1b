import { offerSharedCluster } from './shared-cluster.ts';

declare global {
  var closeSharedCluster: (() => Promise<void>) | undefined;
}

// oxlint-disable-next-line import/no-default-export -- jest calls the default export of its globalSetup
export default async function setUp(): Promise<void> {
  globalThis.closeSharedCluster = await offerSharedCluster();
}
