/** What a proxy asks for, and whoever answers it (proxy-login.ts). */

/** Electron's AuthInfo. */
export interface LoginQuestion {
  readonly isProxy: boolean;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly realm: string;
}

/** A name and its password. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/**
 * Null where nobody gives one. Never rejects.
 * @param refused what this request brought and the proxy did not take
 */
export type AskLogin = (asked: LoginQuestion, refused: Login | null) => Promise<Login | null>;
