// Closes pages that a page opened without the open handler (a middle click, a form's target). Electron would have asked main.
import type { CdpSession } from '../chromium/cdp.ts';

/**
 * Closes every page that another page opened. Chromium does not always name the opener (for a middle click it may be missing), but such a
 * page goes to an address of the web by itself. It may begin empty, as ours do, and navigate a moment later. Our pages are known (`own`,
 * their target ids) before they navigate.
 */
export function closeStrangers(browser: CdpSession, own: ReadonlySet<string>): void {
  const closeStranger = ({ type, targetId, openerId, url }: TargetInfo): void => {
    if (type !== 'page' || own.has(targetId)) return;
    if (openerId !== undefined || /^https?:/.test(url))
      browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
  };
  browser.on('Target.targetCreated', ({ targetInfo }) => closeStranger(targetInfo));
  browser.on('Target.targetInfoChanged', ({ targetInfo }) => closeStranger(targetInfo));
}

interface TargetInfo {
  readonly type: string;
  readonly targetId: string;
  readonly openerId?: string | undefined;
  readonly url: string;
}
