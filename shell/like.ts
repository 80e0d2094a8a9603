// Checks each stand-in against electron.d.ts: a member with Electron's name must have Electron's type.

/** The members of F that R has must have R's types. Members that only the stand-in has are free. */
export type Like<F, R> = {
  [K in keyof F]: K extends keyof NodeJS.EventEmitter ? unknown : K extends keyof R ? R[K] : unknown;
};

/** Checks an object literal: `like<Electron.App>()({ … })` is refused where a type differs from Electron's. */
export const like =
  <R>() =>
  <F extends Like<F, R>>(value: F): F =>
    value;

/**
 * Gives a stand-in, checked by Like, Electron's full type, for places where Electron's own types demand one (an event's sender, a window's
 * webContents). It is the one cast of this folder: members that the stand-in lacks are undefined at run time.
 */
export const asElectron =
  <R>() =>
  <F extends Like<F, R>>(value: F): R =>
    value as unknown as R;
