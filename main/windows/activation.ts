/** macOS activates an app when somebody clicks on it in the Dock, and also when it is launched (Electron's documentation of `activate`). */

/** An activation this soon after the start belongs to it; in milliseconds. */
const launchMs = 3_000;

/**
 * Whether an activation asks for the window.
 * @param hidden the app was started with `--hidden`: the activation that comes with the launch must not undo that
 * @param sinceReady milliseconds since Electron was ready, negative before
 */
export const asksForWindow = (hidden: boolean, sinceReady: number): boolean =>
  !hidden || sinceReady > launchMs;
