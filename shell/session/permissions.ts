// Permissions: Chromium shows no questions here, so the handlers' decisions are set in Chromium for each origin before its page runs.
import type { CdpSession } from '../chromium/cdp.ts';

/** A permission as Electron's handlers name it. */
export type Permission = Parameters<
  NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>
>[1];

// Electron's name and the Permissions API's names that Browser.setPermission takes.
const permissions: readonly (readonly [Permission, readonly string[]])[] = [
  ['notifications', ['notifications']],
  ['geolocation', ['geolocation']],
  ['media', ['camera', 'microphone']],
  ['midi', ['midi']],
  ['clipboard-read', ['clipboard-read']],
  ['clipboard-sanitized-write', ['clipboard-write']],
  ['idle-detection', ['idle-detection']],
  ['persistent-storage', ['persistent-storage']],
  ['screen-wake-lock', ['screen-wake-lock']],
  ['window-management', ['window-management']],
  ['local-fonts', ['local-fonts']],
  ['storage-access', ['storage-access']],
];

/** Sets every permission of an origin by `granted`. Names that this Chromium does not know are skipped. */
export async function applyPermissions(
  browser: CdpSession,
  browserContextId: string | undefined,
  origin: string,
  granted: (permission: Permission) => Promise<boolean>,
): Promise<void> {
  const context = browserContextId === undefined ? {} : { browserContextId };
  await Promise.all(
    permissions.map(async ([permission, names]) => {
      const setting = (await granted(permission)) ? 'granted' : 'denied';
      for (const name of names) {
        await browser
          .send('Browser.setPermission', { permission: { name }, setting, origin, ...context })
          .catch(() => undefined);
      }
    }),
  );
}
