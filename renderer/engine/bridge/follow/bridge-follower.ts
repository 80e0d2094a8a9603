/** The bridge as a follower of the mirror: what was stored goes into the outbox, and posts that link their channel into their table. */
import type { Follower, WrittenBatch } from '../../follower.ts';
import { forgetLinkPostsOf, readLinkRows, removeCarriedOf } from '../../../store/index.ts';
import { isLinkOf } from '../links/link-id.ts';
import { keepLinkPosts } from '../links/link-posts.ts';
import { copiesAmong } from './copies-among.ts';
import { touchOutbox } from './touch.ts';

export const bridgeFollower: Follower = {
  tables: ({ accounts, messages, links, counterparts, outbox, linkPosts, pinsRead, twins }) => [
    accounts,
    messages,
    links,
    counterparts,
    outbox,
    linkPosts,
    pinsRead,
    twins,
  ],

  follow: async (database, { account }, written) => {
    const { messages, replaced } = written;
    const touched = await touchOutbox(database, account.service, messages, account.me);
    const hasLinkPosts =
      account.service === 'mattermost' && (await keepLinkPosts(database, messages, replaced));
    const where = new Set([...written.read, ...touched.linked, ...touched.paired]);
    return {
      news: [
        ...(touched.rows > 0 ? [{ kind: 'outbox-filled' } as const] : []),
        ...(hasLinkPosts || concernsLinks(written) ? [{ kind: 'links-touched' } as const] : []),
        ...(where.size > 0 ? [{ kind: 'read-moved', where } as const] : []),
      ],
      recount: touched.paired,
    };
  },

  countedElsewhere: copiesAmong,

  // What is carried is to arrive, whoever looks.
  keptCurrent: async (database, service) =>
    (await readLinkRows(database)).filter(({ carried }) => carried).map((link) => link[service]),

  forgetConversation: forgetLinkPostsOf,

  // Then this installation counts as another computer: what belongs together is found anew before it carries again.
  forgetAccount: (database, id) => removeCarriedOf(database, id, (linkId) => isLinkOf(linkId, id)),
};

/** Whether conversations changed, or somebody says to be another Teams user than before. */
const concernsLinks = ({ reshaped, people }: WrittenBatch): boolean =>
  reshaped || people.some(({ before, now }) => (before?.claims ?? null) !== now.claims);
