/** macOS activates an app when somebody clicks on it in the Dock, and also when it is launched (Electron's documentation of `activate`). */

/** The longest time after the start at which an activation still belongs to the launch, in milliseconds. */
const launchMs = 3_000;

/**
 * Whether an activation asks for the window.
 * @param hidden the app was started with `--hidden`; the activation of the launch must not show the window then
 * @param sinceReady milliseconds since Electron was ready, negative before
 */
export const asksForWindow = (hidden: boolean, sinceReady: number): boolean =>
  !hidden || sinceReady > launchMs;
