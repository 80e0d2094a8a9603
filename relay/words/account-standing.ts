import type { AccountState, FillProgress, Service } from '../../renderer/model/index.ts';
import { refusalCode, refusalReason } from './refusal.ts';
import { say } from './say.ts';

export interface StandingContext {
  readonly service: Service;
  /** The service's address: the Mattermost server's, or Graph's. */
  readonly url: string;
  /** The command that signs the Teams user in. */
  readonly signIn: string;
  /** Where an administrator gives the permissions of Teams. */
  readonly consent: string;
}

/** How an account stands, in one line. `isFilled`: all history that is wanted is in the mirror. */
export const accountStanding = (
  state: AccountState,
  { messages, conversations: { complete, total } }: FillProgress,
  isFilled: boolean,
  { service: kind, url, signIn, consent }: StandingContext,
): string => {
  const service = kind === 'teams' ? say('service.teams') : say('service.mattermost');
  switch (state.kind) {
    case 'connecting':
      return say('standing.connecting', { service });
    case 'live':
    case 'partly-live':
    case 'without-push':
      return isFilled
        ? say('standing.current', { service, messages })
        : say('standing.filling', { service, messages, complete, total });
    case 'catching-up':
      return say('standing.catching-up', { service });
    case 'offline':
      return say('standing.offline', { service, url, reason: state.reason });
    case 'waiting':
      return say('standing.waiting', { service });
    case 'sign-in-needed':
      return kind === 'mattermost'
        ? say('standing.token-refused', { url, reason: state.reason })
        : say('standing.sign-in-needed', {
            code: refusalCode(state.code ?? ''),
            why: refusalReason(state.reason, consent),
            command: signIn,
          });
    case 'paused':
      return say('standing.paused', { service });
    case 'failed':
      return say('standing.failed', { service, url, reason: state.reason });
  }
};
