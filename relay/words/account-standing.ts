import type { AccountState, FillProgress } from '../../renderer/model/index.ts';
import { say } from './say.ts';

/** How the Mattermost account stands, in one line. `isFilled`: all history that is wanted is in the mirror. */
export const accountStanding = (
  state: AccountState,
  { messages, conversations: { complete, total } }: FillProgress,
  isFilled: boolean,
  url: string,
): string => {
  switch (state.kind) {
    case 'connecting':
      return say('standing.connecting');
    case 'live':
    case 'partly-live':
    case 'without-push':
      return isFilled
        ? say('standing.current', { messages })
        : say('standing.filling', { messages, complete, total });
    case 'catching-up':
      return say('standing.catching-up');
    case 'offline':
      return say('standing.offline', { url, reason: state.reason });
    case 'waiting':
      return say('standing.waiting');
    case 'sign-in-needed':
      return say('standing.token-refused', { url, reason: state.reason });
    case 'paused':
      return say('standing.paused');
    case 'failed':
      return say('standing.failed', { url, reason: state.reason });
  }
};
