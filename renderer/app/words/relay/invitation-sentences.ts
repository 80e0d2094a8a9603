/** Whom a relay invites and whom not, in words. */
import type { InviteListRefusal, InviteState, NotInvited } from '../../../store/index.ts';
import { say } from '../catalogue/say.ts';

/** Why somebody was not invited. */
export const notInvitedWords = (why: NotInvited): string => {
  switch (why) {
    case 'no-account':
      return say('relay.not-invited.no-account');
    case 'bot':
      return say('relay.not-invited.bot');
    case 'guest':
      return say('relay.not-invited.guest');
    case 'inactive':
      return say('relay.not-invited.inactive');
    case 'connected':
      return say('relay.not-invited.connected');
    case 'declined':
      return say('relay.not-invited.declined');
    case 'invited-before':
      return say('relay.not-invited.invited-before');
    case 'too-few-messages':
      return say('relay.not-invited.too-few-messages');
    case 'not-listed':
      return say('relay.not-invited.not-listed');
    case 'weekend':
      return say('relay.not-invited.weekend');
    case 'too-many-open':
      return say('relay.not-invited.too-many-open');
    case 'not-read':
      return say('relay.not-invited.not-read');
  }
};

/** How many people may be invited. */
export const invitableWords = ({ limit, listed }: Pick<InviteState, 'limit' | 'listed'>): string => {
  if (limit === 0) return say('relay.invitations.switched-off');
  return listed === null
    ? say('relay.invitations.everybody')
    : say('relay.invitations.listed', { count: listed });
};

/** Why nobody is invited although the preset says whom to invite. */
export const listRefusedSentence = (why: InviteListRefusal, file: string): string => {
  switch (why) {
    case 'absent':
      return say('relay.invitations.list-absent', { file });
    case 'unreadable':
      return say('relay.invitations.list-unreadable', { file });
    case 'too-large':
      return say('relay.invitations.list-too-large', { file });
    case 'no-column':
      return say('relay.invitations.list-no-column', { file });
  }
};
