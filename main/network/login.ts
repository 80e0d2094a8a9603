/** A proxy's question for a login, and the function that answers it (proxy-login.ts). */

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
 * The login for a proxy; null if nobody gives one. Never rejects.
 * @param refused the login that this request has sent and the proxy has refused
 */
export type AskLogin = (asked: LoginQuestion, refused: Login | null) => Promise<Login | null>;
