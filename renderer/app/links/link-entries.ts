/** The links for the links screen: both sides by name, links with a problem first. */
import { oneLine, type AccountId, type Conversation } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { conversationName, teamName, type PairNames } from '../words/names.ts';
import { english } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

export interface LinkSide {
  /** Null when it is not in the mirror. */
  readonly conversation: Conversation | null;
  readonly name: string;
  /** Its team; '' for chats. */
  readonly team: string;
}

export interface LinkEntry {
  readonly link: LinkRow;
  /** The Mattermost account, which keeps the link and the choice. */
  readonly account: AccountId | null;
  readonly mattermost: LinkSide;
  readonly teams: LinkSide;
  /** The conversation that an older link joins instead. */
  readonly contradicted: PairNames | null;
}

type Known = Pick<Directory, 'accounts' | 'teams' | 'all' | 'links' | 'people'>;

/** All links: first those that do not count, then by name. */
export const linkEntries = ({ accounts, teams, all, links, people }: Known): readonly LinkEntry[] => {
  const conversations = new Map(all.map((conversation) => [conversation.id, conversation]));
  const side = (link: LinkRow, service: 'mattermost' | 'teams'): LinkSide => {
    const conversation = conversations.get(link[service]) ?? null;
    if (conversation === null) {
      const remembered = service === 'teams' ? oneLine(link.name) : '';
      return { conversation, name: remembered || say('link.side-unseen'), team: '' };
    }
    const me = accounts.find(({ id }) => id === conversation.accountId)?.me ?? null;
    const team = teams.find(({ id }) => id === conversation.teamId);
    return {
      conversation,
      name: conversationName(conversation, people, me),
      team: team ? teamName(team) : '',
    };
  };
  const namesOf = (linkId: string): PairNames | null => {
    const link = links.find(({ id }) => id === linkId);
    return link ? { mattermost: side(link, 'mattermost').name, teams: side(link, 'teams').name } : null;
  };
  return links
    .map((link): LinkEntry => {
      const mattermost = side(link, 'mattermost');
      return {
        link,
        // If the user cannot see a conversation any more, its id still names the account.
        account:
          mattermost.conversation?.accountId ??
          accounts.find(({ id }) => link.mattermost.startsWith(`${id}/`))?.id ??
          null,
        mattermost,
        teams: side(link, 'teams'),
        contradicted: link.standing.kind === 'contradicts' ? namesOf(link.standing.linkId) : null,
      };
    })
    .sort(
      (a, b) =>
        Number(a.link.standing.kind === 'good') - Number(b.link.standing.kind === 'good') ||
        english.compare(a.mattermost.name, b.mattermost.name) ||
        (a.link.id < b.link.id ? -1 : 1),
    );
};
