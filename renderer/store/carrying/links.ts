/** Reads links, as this user's Isthmus knows them. */
import type { ConversationId, PersonId, Service } from '../../model/index.ts';
import type { LinkRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { ofKeys } from '../some-keys.ts';
import { deleteRows, putRows } from '../many-rows.ts';

/** All links. */
export const readLinkRows = ({ links }: Reads<'links'>): Promise<LinkRow[]> => links.toArray();

export const readLinkRow = ({ links }: Reads<'links'>, id: string): Promise<LinkRow | undefined> =>
  links.get(id);

/** The links of these conversations of one service, also links that contradict each other. */
export const readLinkRowsAt = (
  { links }: Reads<'links'>,
  service: Service,
  conversations: readonly ConversationId[],
): Promise<LinkRow[]> => ofKeys(links.where(service), conversations).toArray();

/** Whether a conversation of that service has a link. */
export const isLinked = async (
  { links }: Reads<'links'>,
  service: Service,
  conversation: ConversationId,
): Promise<boolean> => (await links.where(service).equals(conversation).count()) > 0;

/**
 * Whether one of the user's computers is to carry: a link is carried, or a relay has to be told that the user has switched one off, because it
 * would carry over that link too while they seem to be away.
 */
export const isCarrierNeeded = async ({ links }: Reads<'links'>): Promise<boolean> =>
  (await links
    .filter(
      ({ carried, relay, standing }) => carried || (relay?.kind === 'other' && standing.kind === 'good'),
    )
    .count()) > 0;

export const writeLinkRows = async ({ links }: IsthmusDatabase, rows: readonly LinkRow[]): Promise<void> => {
  await putRows(links, rows);
};

export const removeLinkRows = ({ links }: IsthmusDatabase, ids: readonly string[]): Promise<void> =>
  deleteRows(links, ids);

/** Whether somebody is the organisation's relay on that service, for an Isthmus that is not the relay itself. */
export const isRelayOf = (
  { relay }: Pick<LinkRow, 'relay'>,
  service: Service,
  person: PersonId | null,
): boolean => person !== null && relay?.kind === 'other' && relay[service] === person;
