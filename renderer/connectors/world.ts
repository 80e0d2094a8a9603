/**
 * The world in which an engine and its connectors run. They read no global clock, timer or network, so that the same code runs in a page,
 * in Node under tests, and in virtual time (design, decision 11).
 */
import type { AccountId, Result } from '../model/index.ts';

export interface World {
  /** This machine's time, ms since the epoch. It may be wrong, and is never compared with a service's times. */
  now(): number;
  /** Runs `work` once after `ms` milliseconds; returns what cancels it. */
  after(ms: number, work: () => void): () => void;
  /** A number in [0, 1). */
  random(): number;
  /** Sends a request to a service. Rejects if no answer came; obeys `request.signal`. */
  fetch(request: Request): Promise<Response>;
  /** Opens the live connection of a Mattermost account (main authenticates it at the upgrade; decision 9). */
  openSocket(accountId: AccountId, resume: SocketResume | null, events: SocketEvents): LiveSocket;
  /**
   * An access token for Graph, which is kept in memory only and asked for each time (MSAL answers from its cache in about a millisecond).
   * In a page it is only a mark that names the account (engine/page-world.ts). Main replaces the mark by the token, which only the sign-in
   * page sees. `renew` skips the cached token, because the service has just refused it; `claims` is the challenge of that refusal,
   * unchanged.
   */
  accessToken(accountId: AccountId, renew?: boolean, claims?: string): Promise<Result<string>>;
  /** One line for the log: a fixed name and numbers, never message text, tokens or addresses. */
  log(event: string, numbers?: Readonly<Record<string, number>>): void;
}

/** Where to resume a Mattermost websocket (connection_id and sequence_number of the upgrade). */
export interface SocketResume {
  readonly connectionId: string;
  readonly sequence: number;
}

export interface SocketEvents {
  opened(): void;
  /** Text frames in order of arrival; many at once, because frames cross the door in batches. */
  frames(frames: readonly string[]): void;
  /** The connection ended, or never began. `status`: the HTTP status of a refused upgrade (401: the session has ended). */
  closed(reason: { readonly code: number; readonly status: number | null }): void;
}

export interface LiveSocket {
  send(text: string): void;
  /** Ends it; `closed` is not called any more. */
  close(): void;
}
