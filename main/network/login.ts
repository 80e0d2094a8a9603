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
 * Null if nobody gives one. Never rejects.
 * @param refused the login that this request sent and the proxy refused
 */
export type AskLogin = (asked: LoginQuestion, refused: Login | null) => Promise<Login | null>;
