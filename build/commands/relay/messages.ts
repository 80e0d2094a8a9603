/** What the command, which has the sandbox, and the relay, which is a process of its own, tell each other. */
import type { SandboxBots } from './bots.ts';

/** First: where the relay is to keep what it mirrors, whom it trusts, and who it is. */
export interface Begin {
  readonly kind: 'begin';
  readonly path: string;
  readonly certificatePem: string;
  readonly teams: Omit<SandboxBots['teams'], 'accessToken'>;
  readonly mattermost: SandboxBots['mattermost'];
}

/** The relay wants a token for Graph; the answer has the same number. */
export interface AskToken {
  readonly kind: 'ask-token';
  readonly number: number;
  readonly renew: boolean;
}

export interface GiveToken {
  readonly kind: 'token';
  readonly number: number;
  readonly token: string;
}

export type ToRelay = Begin | GiveToken;
