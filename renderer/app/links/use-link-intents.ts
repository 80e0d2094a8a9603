/** What the user wants done with links: written as rows, followed until the engine has carried them out or says why not. */
import { useCallback } from 'react';
import type { ConversationId } from '../../model/index.ts';
import type { IntentRow, IsthmusDatabase, LinkIntentFailure, LinkRow } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../queries/use-query.ts';
import { useWorld } from '../world/world.ts';
import type { Pair } from './pairs.ts';

export type LinkIntent = Extract<IntentRow, { kind: 'link' | 'unlink' | 'carry' }>;

const isLinkIntent = (intent: IntentRow): intent is LinkIntent =>
  intent.kind === 'link' || intent.kind === 'unlink' || intent.kind === 'carry';

const linkIntents = query('link-intents', ['intents'], async ({ intents }) =>
  (await intents.toArray()).filter(isLinkIntent),
);

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

/** What is wanted of a link and not done yet, or refused. */
export interface LinkWishes {
  /** As the user sees it: what they chose last, before the engine has done it. */
  readonly carried: boolean;
  readonly unlinking: boolean;
  /** The newest refusal of each kind, until the user has seen it. */
  readonly carryFailure: LinkIntentFailure | null;
  readonly unlinkFailure: LinkIntentFailure | null;
}

/** What the intents say of `link`. */
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
  readonly carry: (link: LinkRow, accountId: IntentRow['accountId'], carried: boolean) => Promise<void>;
  readonly unlink: (link: LinkRow, accountId: IntentRow['accountId']) => Promise<void>;
  /** The user has seen why these were refused. */
  readonly seen: (intents: readonly LinkIntent[]) => Promise<void>;
}

/** Writes the intents; each rejects where the disk does not take it. */
export const useLinkActions = (): LinkActions => {
  const { database, now } = useWorld();
  return {
    link: useCallback(
      async ({ id, accountId }, teams) => {
        const base = { accountId, conversationId: id, at: now() };
        await database.intents.add({ ...base, kind: 'link', teams, failure: null });
      },
      [database, now],
    ),
    carry: useCallback(
      async (link, accountId, carried) => {
        await forget(database, link, 'carry');
        const base = { accountId, conversationId: link.mattermost, at: now() };
        await database.intents.add({ ...base, kind: 'carry', linkId: link.id, carried, failure: null });
      },
      [database, now],
    ),
    unlink: useCallback(
      async (link, accountId) => {
        await forget(database, link, 'unlink');
        const base = { accountId, conversationId: link.mattermost, at: now() };
        await database.intents.add({ ...base, kind: 'unlink', linkId: link.id, failure: null });
      },
      [database, now],
    ),
    seen: useCallback(
      async (intents) => {
        const ids = intents.flatMap(({ id, failure }) => (failure === null || id === undefined ? [] : [id]));
        await database.intents.bulkDelete(ids);
      },
      [database],
    ),
  };
};

/** What was refused before has been seen by whoever asks again. */
const forget = async (database: IsthmusDatabase, link: LinkRow, kind: 'carry' | 'unlink'): Promise<void> => {
  await database.intents
    .filter(
      (intent) =>
        isLinkIntent(intent) &&
        intent.kind !== 'link' &&
        intent.kind === kind &&
        intent.linkId === link.id &&
        intent.failure !== null,
    )
    .delete();
};
