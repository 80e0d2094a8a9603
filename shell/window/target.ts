// One page target of Chromium with the preload installed: what WebContents is made of.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CdpSession } from '../chromium/cdp.ts';
import type { Chromium } from '../chromium/process.ts';
import { pageScript, preloadScript, type PageNames, type PreloadProcess } from '../page/source.ts';

/** How a page target is to be made. */
export interface TargetWishes {
  readonly names: PageNames;
  /** The preload's source, null when the window has none. */
  readonly preload: string | null;
  readonly process: PreloadProcess;
  readonly width: number;
  readonly height: number;
  readonly hidden: boolean;
  readonly headless: boolean;
  /** A browser context of its own for an in-memory session; undefined for the profile. */
  readonly browserContextId: string | undefined;
}

/** A made target: its id and session. */
export interface PageTarget {
  readonly targetId: string;
  readonly session: CdpSession;
}

const opening = (wishes: TargetWishes) => ({
  url: 'about:blank',
  newWindow: true,
  width: wishes.width,
  height: wishes.height,
  background: wishes.hidden,
  ...(wishes.browserContextId === undefined ? {} : { browserContextId: wishes.browserContextId }),
});

/** A new page: with a display in a window like an app's, else (or if none comes within five seconds) in a browser's window. */
async function newTarget(chromium: Chromium, wishes: TargetWishes): Promise<string> {
  const { browser } = chromium.connection;
  if (!wishes.headless && wishes.browserContextId === undefined) {
    const url = `data:text/html,${randomUUID()}`;
    const found = new Promise<string>((resolve) => {
      browser.on('Target.targetCreated', ({ targetInfo }) => {
        if (targetInfo.url === url) resolve(targetInfo.targetId);
      });
    });
    chromium.openAppWindow(url);
    const targetId = await Promise.race([found, pause(5_000, null, { ref: false })]);
    if (targetId !== null) return targetId;
  }
  return (await browser.send('Target.createTarget', opening(wishes))).targetId;
}

/** Makes the target, with everything in place before its first document. */
export async function openTarget(chromium: Chromium, wishes: TargetWishes): Promise<PageTarget> {
  const { browser } = chromium.connection;
  const { width, height } = wishes;
  const targetId = await newTarget(chromium, wishes);
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const session = chromium.connection.session(sessionId);
  await Promise.all([
    session.send('Page.enable'),
    session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', {
      name: wishes.names.binding,
      executionContextName: wishes.names.world,
    }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(wishes.names) }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadScript(wishes.names, wishes.preload ?? '', wishes.process),
      worldName: wishes.names.world,
    }),
    // In Electron a page does not notice that its window has no focus, unless main tells it. A page of the stand-in has no window.
    session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
    // Headless windows still reserve room for a browser's frame, so the page gets the size that main asked for.
    ...(wishes.headless
      ? [
          session.send('Emulation.setDeviceMetricsOverride', {
            width,
            height,
            deviceScaleFactor: 0,
            mobile: false,
          }),
        ]
      : []),
  ]);
  return { targetId, session };
}
