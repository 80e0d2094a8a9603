/** A relay looks at what the authors wrote for whom it may carry from now on: their computers are off, or they have disconnected. */
import { accountOfId, isRefusal, type MessageId, personOfKey } from '../../../model/index.ts';
import {
  countNotCarried,
  type LeftAuthorRow,
  type LinkRow,
  readLeftAuthors,
  readLinkRows,
  settleLeftAuthor,
} from '../../../store/index.ts';
import { connectedAs } from '../../people/is-connected.ts';
import type { CarryContext } from '../context.ts';
import { carriesForOthers } from '../decide/relay.ts';
import { touchAuthor, touchAuthorOver } from '../follow/touch-author.ts';
import { joinCarriedByAuthor, unknownOf } from '../memory/carried-by-author.ts';
import { sidesOf } from './carry-work.ts';

/** Makes rows for their messages. Those of authors for whom it may not carry at this moment are looked at another time. */
export const lookAtTaken = async (context: CarryContext): Promise<void> => {
  const { database, taken, me } = context;
  const { accounts } = sidesOf(context);
  for (const author of taken.due())
    try {
      const [both, from] = [await connectedAs(database, accounts, author), taken.from(author)];
      if (both !== null && from !== null) await touchAuthor(database, both, from, me);
    } catch (error) {
      taken.owe(author);
      throw error;
    }
};

/**
 * Makes rows for what those wrote shortly before who have disconnected: while they were connected it was left to them. What their own Isthmus
 * carried is joined first, so that nothing comes twice; what it may have carried is left, and counted. `holds`: the links over which this
 * relay carries now; over the others it looks when it carries there. False if a service did not answer, so that it has to be tried again.
 */
export const lookAtLeft = async (
  context: CarryContext,
  holds: (linkId: string) => boolean,
): Promise<boolean> => {
  const { database } = context;
  const links = new Map((await readLinkRows(database)).map((link) => [link.id, link]));
  let isDone = true;
  for (const row of await readLeftAuthors(database)) {
    const settled = new Set<string>();
    for (const id of row.links) {
      const link = links.get(id);
      if (link?.carried !== true || !carriesForOthers(link) || !holds(id)) continue;
      if (await lookAtLeftOver(context, row, link)) settled.add(id);
      else isDone = false;
    }
    await settleLeftAuthor(database, row, settled);
  }
  return isDone;
};

/** False if it has to be tried again. */
const lookAtLeftOver = async (context: CarryContext, row: LeftAuthorRow, link: LinkRow): Promise<boolean> => {
  const author = { mattermost: row.id, teams: personOfKey(accountOfId(link.teams), row.claimed) };
  const from = { mattermost: row.from, teams: row.from };
  const { database, me, observe } = context;
  const sides = sidesOf(context);
  const unknown = async (): Promise<ReadonlySet<MessageId>> => {
    const both = [
      ...(await unknownOf(context, sides, link, 'mattermost', author.mattermost, from)),
      ...(await unknownOf(context, sides, link, 'teams', author.teams, from)),
    ];
    return new Set(both.map(({ id }) => id));
  };
  // Most people have written nothing over most links: then no service is asked.
  if ((await unknown()).size === 0) return true;
  const doubts = await joinCarriedByAuthor(context, sides, link, author, from);
  // Without an answer it is not known what would come twice.
  if (!doubts.ok) return isRefusal(doubts.failure);
  const left = await unknown();
  await touchAuthorOver(
    ...([database, author, from, me, [link]] as const),
    ({ id }) => left.has(id) && !doubts.value.has(id),
  );
  const reason = 'perhaps-carried';
  for (const id of doubts.value) {
    await countNotCarried(database, link.id, reason);
    observe?.({
      kind: 'not-carried',
      from: id.startsWith(`${link.teams}/`) ? 'teams' : 'mattermost',
      reason,
    });
  }
  return true;
};
