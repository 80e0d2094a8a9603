// session.clearStorageData: the protocol clears storage through a page of the right browser context, so one is opened for it.
import type { Chromium } from '../chromium/process.ts';

type Storage = NonNullable<Electron.ClearStorageDataOptions['storages']>[number];

const protocolNames: Readonly<Record<Storage, string>> = {
  cookies: 'cookies',
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  shadercache: 'shader_cache',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
};

/** Clears storage of one origin, or of all when none is given. */
export async function clearStorage(
  chromium: Chromium,
  browserContextId: string | undefined,
  { origin, storages }: Electron.ClearStorageDataOptions,
): Promise<void> {
  const { browser } = chromium.connection;
  const context = browserContextId === undefined ? {} : { browserContextId };
  const storageTypes =
    storages === undefined || storages.length === 0
      ? 'all'
      : storages.map((one) => protocolNames[one]).join(',');
  if (origin === undefined && (storageTypes === 'all' || storageTypes.includes('cookies')))
    await browser.send('Storage.clearCookies', context);
  const { targetId } = await browser.send('Target.createTarget', {
    url: 'about:blank',
    background: true,
    ...context,
  });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  try {
    await chromium.connection
      .session(sessionId)
      .send('Storage.clearDataForOrigin', { origin: origin ?? '*', storageTypes });
  } finally {
    await browser.send('Target.closeTarget', { targetId });
  }
}
