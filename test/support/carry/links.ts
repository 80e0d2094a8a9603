/** The link that comes and goes: made and taken away through the intents of whoever administers the channel, while everything fails. */
import type { ConversationId } from '../../../renderer/model/index.ts';
import { mattermostAccount, type SimulatedIsthmus, teamsAccount } from '../simulated.ts';
import { asUser, type CarryWorld, type Pair } from './world.ts';

/** From when on a link surely stands for everything that is written, after its post, ms: the services' clocks are one, requests take their time. */
const begins = 10_000;

/** Since when what is written in a pair must be carried, ms; null while it is not linked. */
export const linkedSince = async ({ services }: CarryWorld, pair: Pair): Promise<number | null> => {
  if (pair.name !== 'watch') return 0;
  const posts = await linkPosts(services, pair);
  return posts.length === 0 ? null : Math.min(...posts.map(({ create_at: at }) => at)) + begins;
};

interface LinkPost {
  readonly create_at: number;
  readonly props?: { readonly isthmus?: { readonly link?: unknown } };
}

/** More faults in a row than ever stand in a service's way. */
const mostTries = 50;

const linkPosts = async (services: CarryWorld['services'], pair: Pair): Promise<readonly LinkPost[]> => {
  for (let tries = 0; tries < mostTries; tries += 1)
    try {
      const answer = await asUser(services, 'anna', 'GET', `/channels/${pair.mattermost}/posts?per_page=200`);
      const { posts } = (await answer.json()) as { readonly posts: Readonly<Record<string, LinkPost>> };
      return Object.values(posts).filter(({ props }) => props?.isthmus?.link !== undefined);
    } catch {
      // What goes wrong goes wrong for everybody.
    }
  throw new Error('the channel cannot be asked for its link');
};

/** Wishes for the link, or to be rid of it; says what was wished for. */
export const wishForLink = async (world: CarryWorld, pair: Pair, by: SimulatedIsthmus): Promise<string> => {
  const mattermost = `${mattermostAccount}/${pair.mattermost}` as ConversationId;
  const teams = `${teamsAccount}/channel/${pair.teams}` as ConversationId;
  const about = {
    accountId: mattermostAccount,
    conversationId: mattermost,
    at: world.time.now(),
    failure: null,
  };
  const isLinked = (await linkPosts(world.services, pair)).length > 0;
  await by.database.intents.add(
    isLinked
      ? { ...about, kind: 'unlink', linkId: `${mattermost} ${teams}` }
      : { ...about, kind: 'link', teams },
  );
  return `${by.person} wishes ${pair.name} to be ${isLinked ? 'unlinked' : 'linked'}`;
};
