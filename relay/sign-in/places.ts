/** Where the relay keeps its sign-in: three files in the folder of its data. */
import { join } from 'node:path';

export interface SignInPlaces {
  /** MSAL's cache, sealed. */
  readonly cache: string;
  /** The key of the seal, where the system gives none. */
  readonly key: string;
  /** Who is signed in, without secrets. */
  readonly user: string;
}

export const signInPlaces = (dataFolder: string): SignInPlaces => ({
  cache: join(dataFolder, 'teams-sign-in.sealed'),
  key: join(dataFolder, 'teams-sign-in.key'),
  user: join(dataFolder, 'teams-sign-in.user'),
});
