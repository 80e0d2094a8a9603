/** Where a choice of the user is kept: by the service, by Isthmus, or in part by each. Pure. */
import {
  forEver,
  isKeptByService,
  type Conversation,
  type OwnChoice,
  type OwnChoices,
  type ServiceChoice,
} from '../../model/index.ts';
import type { ChoiceIntent } from '../../store/index.ts';

export interface ChoicePlan {
  readonly own: OwnChoice | null;
  readonly service: ServiceChoice | null;
}

/** `own`: what the user has chosen here so far. */
export const planChoice = (
  intent: ChoiceIntent,
  conversation: Conversation,
  own: OwnChoices | undefined,
): ChoicePlan => {
  switch (intent.kind) {
    case 'favour': {
      const value = intent.favourite;
      return isKeptByService(conversation, 'favourite')
        ? { own: null, service: { kind: 'favourite', value } }
        : { own: { kind: 'favourite', value }, service: null };
    }
    case 'mute':
      return planMute(intent.until, conversation, own);
    case 'hide': {
      const { hidden } = intent;
      return {
        // Also where the service hides: what was unread then does not bring it back, the next message does (`standingOf`).
        own: { kind: 'hidden-up-to', value: hidden ? conversation.sortAt : null },
        service: isKeptByService(conversation, 'hidden') ? { kind: 'hidden', value: hidden } : null,
      };
    }
  }
};

/**
 * A service mutes without an end. A mute that ends is Isthmus's own, and to unmute ends both. The service is told to unmute also where the
 * mirror says that it does not mute: while an intent waits, the mirror shows what is wished.
 */
const planMute = (
  until: number | null,
  conversation: Conversation,
  own: OwnChoices | undefined,
): ChoicePlan => {
  if (!isKeptByService(conversation, 'muted'))
    return { own: { kind: 'muted-until', value: until }, service: null };
  const isOwn = (own?.mutedUntil ?? null) !== null;
  if (until === null)
    return {
      own: isOwn ? { kind: 'muted-until', value: null } : null,
      service: conversation.muted || !isOwn ? { kind: 'muted', value: false } : null,
    };
  return until === forEver
    ? { own: null, service: { kind: 'muted', value: true } }
    : { own: { kind: 'muted-until', value: until }, service: null };
};
