// Pages that a page opened past the open handler (a middle click, a form's target): Electron would have asked, so they go.
import type { CdpSession } from '../chromium/cdp.ts';

/** Closes every page that another page opened. */
export function closeStrangers(browser: CdpSession): void {
  browser.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type === 'page' && targetInfo.openerId !== undefined) {
      browser.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined);
    }
  });
}
