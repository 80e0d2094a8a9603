// Holds every stand-in against electron.d.ts: a member with Electron's name must have Electron's type.

/** F as far as R knows its members; what only the stand-in has (and an emitter's own methods) is left free. */
export type Like<F, R> = {
  [K in keyof F]: K extends keyof NodeJS.EventEmitter ? unknown : K extends keyof R ? R[K] : unknown;
};

/** Checks an object literal: `like<Electron.App>()({ … })` is refused where a type differs from Electron's. */
export const like =
  <R>() =>
  <F extends Like<F, R>>(value: F): F =>
    value;

/**
 * Shows a stand-in, checked by Like, under Electron's full type, for the places where Electron's own types ask for one
 * (an event's sender, a window's webContents). The one cast of this folder: members that the stand-in lacks are
 * undefined at run time.
 */
export const asElectron =
  <R>() =>
  <F extends Like<F, R>>(value: F): R =>
    value as unknown as R;
