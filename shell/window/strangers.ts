// Pages that a page opened past the open handler (a middle click, a form's target): Electron would have asked, so they go.
import type { CdpSession } from '../chromium/cdp.ts';

/**
 * Closes every page that another page opened. Chromium does not always name the opener (a middle click may leave it out), but such a page
 * begins with an address of the web, and ours begin empty.
 */
export function closeStrangers(browser: CdpSession): void {
  browser.on('Target.targetCreated', ({ targetInfo: { type, targetId, openerId, url } }) => {
    if (type === 'page' && (openerId !== undefined || /^https?:/.test(url))) {
      browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
    }
  });
}
