/** The user's intents about links. They are stored as rows, and read until the engine has carried them out or says why not. */
import { useCallback } from 'react';
import type { AccountId, ConversationId } from '../../model/index.ts';
import {
  readLinkIntents,
  seenRefusals,
  wantLink,
  wantLinkCarried,
  wantUnlink,
  type LinkIntent,
  type LinkIntentFailure,
  type LinkRow,
} from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import type { Pair } from '../pairs/pairs.ts';

export type { LinkIntent };

const linkIntents = query('link-intents', ['intents'], readLinkIntents);

/** All intents about links, oldest first; undefined until read. */
export const useLinkIntents = (): readonly LinkIntent[] | undefined => {
  return useQuery(linkIntents);
};

/** The newest wish to link this conversation, whichever side it is. */
export const linkWish = (
  intents: readonly LinkIntent[],
  id: ConversationId,
): Extract<LinkIntent, { kind: 'link' }> | null =>
  (intents.findLast(
    (intent) => intent.kind === 'link' && (intent.conversationId === id || intent.teams === id),
  ) as Extract<LinkIntent, { kind: 'link' }> | undefined) ?? null;

/** The open and refused intents of a link. */
export interface LinkWishes {
  /** The link as the user sees it: with their last choice, even before the engine has done it. */
  readonly carried: boolean;
  readonly unlinking: boolean;
  /** The newest refusal of each kind, until the user has seen it. */
  readonly carryFailure: LinkIntentFailure | null;
  readonly unlinkFailure: LinkIntentFailure | null;
}

/** The link with its intents. */
export const wishesOf = (link: LinkRow, intents: readonly LinkIntent[]): LinkWishes => {
  const own = intents.filter((intent) => intent.kind !== 'link' && intent.linkId === link.id);
  const carry = own.findLast((intent) => intent.kind === 'carry');
  const unlink = own.findLast((intent) => intent.kind === 'unlink');
  return {
    carried: carry?.kind === 'carry' && carry.failure === null ? carry.carried : link.carried,
    unlinking: unlink?.kind === 'unlink' && unlink.failure === null,
    carryFailure: carry?.kind === 'carry' ? carry.failure : null,
    unlinkFailure: unlink?.kind === 'unlink' ? unlink.failure : null,
  };
};

export interface LinkActions {
  readonly link: (mattermost: Pair['mattermost'], teams: ConversationId) => Promise<void>;
  readonly carry: (link: LinkRow, accountId: AccountId, carried: boolean) => Promise<void>;
  readonly unlink: (link: LinkRow, accountId: AccountId) => Promise<void>;
  /** Notes that the user has seen these refusals. */
  readonly seen: (intents: readonly LinkIntent[]) => Promise<void>;
}

/** Writes the intents. Each function rejects if the disk is full. */
export const useLinkActions = (): LinkActions => {
  const { database, now } = useWorld();
  return {
    link: useCallback((mattermost, teams) => wantLink(database, mattermost, teams, now()), [database, now]),
    carry: useCallback(
      (link, accountId, carried) => wantLinkCarried(database, link, accountId, carried, now()),
      [database, now],
    ),
    unlink: useCallback((link, accountId) => wantUnlink(database, link, accountId, now()), [database, now]),
    seen: useCallback((intents) => seenRefusals(database, intents), [database]),
  };
};
