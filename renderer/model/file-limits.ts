/** Which files a message may take along, told before it is sent. */
import type { Account, FileLimits, TeamsFeature } from './account.ts';
import type { Conversation } from './conversation.ts';
import { isForbidden } from './rights.ts';

/** Why a file cannot be taken along. */
export type FileBar =
  | { readonly kind: 'archived' }
  /** The user's role there does not permit files. */
  | { readonly kind: 'no-right' }
  /** Nobody has granted Isthmus the permission for it. */
  | { readonly kind: 'not-granted'; readonly feature: TeamsFeature }
  | { readonly kind: 'too-many'; readonly most: number }
  /** `limit` in bytes. */
  | { readonly kind: 'too-large'; readonly limit: number };

/** What holds for a conversation: its service's limits, or that it takes none. */
export const limitsOf = (
  conversation: Pick<Conversation, 'archived' | 'mayNot'>,
  { fileLimits, lacks }: Pick<Account, 'fileLimits' | 'lacks'>,
): FileLimits | FileBar => {
  if (conversation.archived) return { kind: 'archived' };
  if (isForbidden(conversation, 'attach')) return { kind: 'no-right' };
  if (lacks?.includes('files') === true) return { kind: 'not-granted', feature: 'files' };
  return fileLimits ?? { perMessage: null, largest: null };
};

/** Why a file of `size` bytes cannot go with a message that has `already` so many; null where it can, as far as is known. */
export const fileBar = (limits: FileLimits | FileBar, already: number, size: number): FileBar | null => {
  if ('kind' in limits) return limits;
  const { perMessage, largest } = limits;
  if (perMessage !== null && already >= perMessage) return { kind: 'too-many', most: perMessage };
  return largest !== null && size > largest ? { kind: 'too-large', limit: largest } : null;
};
