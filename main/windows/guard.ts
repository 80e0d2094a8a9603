/** Forbids pages of ours to navigate, open windows, embed web views, and use devices. */
import type { App, Session, WebContents } from 'electron';
import { appOrigin, pageAt } from '../../preload/contract/index.ts';
import { externalAddress } from './links.ts';

/** The permissions of the app's origin: copying text, and keeping the database when the disk is nearly full. All others are denied. */
const granted = new Set<string>(['clipboard-sanitized-write', 'persistent-storage']);

/** Whether a page may use a permission. */
export const mayUse = (permission: string, requestingUrl: string): boolean =>
  granted.has(permission) && URL.canParse(requestingUrl) && new URL(requestingUrl).origin === appOrigin;

/** Denies permissions that the session would otherwise allow. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUse(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayUse(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}

type OpenLink = (url: string) => void;

function guardContents(contents: WebContents, openLink: OpenLink): void {
  // Opens links of the app page only. Nobody clicks in the hidden pages.
  const leave = (url: string): void => {
    if (pageAt(contents.getURL()) === 'app' && externalAddress(url) !== null) openLink(url);
  };
  contents.on('will-navigate', (event) => {
    // A page may reload itself, but not navigate elsewhere.
    if (pageAt(event.url) !== null && pageAt(event.url) === pageAt(contents.getURL())) return;
    event.preventDefault();
    leave(event.url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    leave(url);
    return { action: 'deny' };
  });
}

/** Guards all pages, also those that are created later. */
export function guardPages(app: App, openLink: OpenLink): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openLink));
}
