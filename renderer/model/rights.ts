/** What a service's roles and rules let the user do in one conversation, where they say more than that the user is in it. */

/** What everybody may do in a conversation, unless the service says otherwise. */
export type MemberAct =
  | 'write'
  /** Own messages. */
  | 'edit'
  | 'delete'
  | 'react'
  /** An own reaction. */
  | 'unreact'
  /** Files. */
  | 'attach'
  /** In such a way that everybody is told. */
  | 'mention-everybody';

/** What nobody may do to the messages of others, unless the service says otherwise. */
export type ModeratorAct = 'delete-others';

/** A conversation that a user may begin, unless the service says otherwise. */
export type Beginning = 'direct' | 'group';

/** The user's rights in a conversation. What is not known forbids nothing: then the service decides. */
export interface Rights {
  /** Absent if nothing is known to be forbidden. */
  readonly mayNot?: readonly MemberAct[];
  /** Absent if nothing more is known to be allowed. */
  readonly mayAlso?: readonly ModeratorAct[];
}

/** Whether the service is known to forbid the user this. */
export const isForbidden = ({ mayNot = [] }: Pick<Rights, 'mayNot'>, act: MemberAct): boolean =>
  mayNot.includes(act);

/** Whether the service is known to let the user do this to messages of others. */
export const isModerator = ({ mayAlso = [] }: Pick<Rights, 'mayAlso'>, act: ModeratorAct): boolean =>
  mayAlso.includes(act);
