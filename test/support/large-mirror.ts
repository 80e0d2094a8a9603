/** The mirror of a large organisation, made up row by row and always the same: many conversations, one of them linked. */
import type {
  Account,
  AccountId,
  Conversation,
  ConversationId,
  Message,
  MessageId,
  Person,
  PersonId,
  Team,
  TeamId,
} from '../../renderer/model/index.ts';
import { addReplies } from '../../renderer/model/index.ts';
import { twinRows } from './twins.ts';
import type { CounterpartRow, CursorRow, LinkRow, PresenceRow } from '../../renderer/store/index.ts';

export interface LargeMirrorOptions {
  readonly conversations: number;
  readonly messages: number;
  /** When the newest message was written, ms. */
  readonly now: number;
}

export const mattermost = 'm-aaaaaaaaaaaa' as AccountId;
export const teams = 't-aaaaaaaaaaaa' as AccountId;
/** Both sides of the link: the busiest two. */
export const linkedHere = `${mattermost}/channel-0` as ConversationId;
export const linkedThere = `${teams}/chat/channel-1` as ConversationId;
/** A busy one that is not linked. */
export const busy = `${mattermost}/channel-2` as ConversationId;
export const busyName = 'Lighthouse';
export const linkedName = 'Harbour';

const people = 400;
const teamsOfEach = 8;
const minute = 60_000;
/** A tenth of all messages is in the three busiest conversations. */
const busiest = 3;

const namesOfBusiest = [linkedName, linkedName, busyName];

const personId = (account: AccountId, at: number): PersonId => `${account}/user-${at % people}` as PersonId;
export const meOf = (account: AccountId): PersonId => personId(account, 0);
const accountOf = (at: number): AccountId => (at % 2 === 0 ? mattermost : teams);
const idOf = (at: number): ConversationId =>
  (at % 2 === 0 ? `${mattermost}/channel-${at}` : `${teams}/chat/channel-${at}`) as ConversationId;

const firstNames = ['Ada', 'Ben', 'Chen', 'Dina', 'Emre', 'Fatou', 'Goran', 'Hana', 'Ines', 'Jonas'];
const lastNames = ['Okafor', 'Weber', 'Tanaka', 'Raman', 'Nowak', 'Virtanen', 'Duarte', 'Herrera'];

const texts: readonly (readonly [markdown: string, html: string])[] = [
  ['Morning! Did the night run finish?', '<p>Morning! Did the night run finish?</p>'],
  [
    'It did, two retries but **everything** went through.',
    '<p>It did, two retries but <strong>everything</strong> went through.</p>',
  ],
  ['Then I start on the second batch :+1:', '<p>Then I start on the second batch 👍</p>'],
  [
    'See [the minutes](https://wiki.example.org/minutes) and `deploy-42`.',
    '<p>See <a href="https://wiki.example.org/minutes">the minutes</a> and <code>deploy-42</code>.</p>',
  ],
  [
    'I moved the checklist into the wiki and linked it from the board. Whoever is on call next week: please read the part about the fallback, it changed.',
    '<div><div>I moved the checklist into the wiki and linked it from the board. Whoever is on call next week: please read the part about the fallback, it changed.</div></div>',
  ],
  [
    '1. Freeze\n2. Test\n   - unit\n   - end to end\n3. Ship',
    '<ol><li>Freeze</li><li>Test<ul><li>unit</li><li>end to end</li></ul></li><li>Ship</li></ol>',
  ],
  [
    '> who has the key?\n\nMe, at my desk.',
    '<blockquote><p>who has the key?</p></blockquote><p>Me, at my desk.</p>',
  ],
  [
    '```ts\nexport const answer = 42;\n```',
    '<codeblock class="TypeScript"><code>export const answer = 42;</code></codeblock>',
  ],
];

const text = (at: number, account: AccountId): Pick<Message, 'body' | 'plain'> => {
  const [markdown, html] = texts[at % texts.length] ?? ['', ''];
  return {
    body: account === teams ? { format: 'html', content: html } : { format: 'markdown', content: markdown },
    plain: markdown.replace(/[*`>]/g, ''),
  };
};

/** One message of a conversation. */
export const largeMessage = (
  conversationId: ConversationId,
  key: string | number,
  createdAt: number,
  over: Partial<Message> = {},
): Message => {
  const accountId = conversationId.startsWith(teams) ? teams : mattermost;
  const at = typeof key === 'number' ? key : key.length;
  return {
    id: `${conversationId}/${key}` as MessageId,
    accountId,
    conversationId,
    threadId: '',
    createdAt,
    version: createdAt,
    kind: 'message',
    authorId: personId(accountId, 1 + (Math.floor(at / 2) % 9)),
    authorName: null,
    editedAt: null,
    deletedAt: null,
    subject: null,
    importance: 'normal',
    ...text(at, accountId),
    mentions: [],
    mentionsMe: false,
    reactions:
      at % 5 === 0
        ? [{ emoji: '👍', name: '+1', personIds: [personId(accountId, 11), personId(accountId, 12)].sort() }]
        : [],
    files: [],
    attachments: [],
    system: null,
    pinned: false,
    note: null,
    carryKey: null,
    ...over,
  };
};

/** The messages of the conversation at this place, oldest first. In a channel each tenth is a root with three replies. */
const messagesOf = (at: number, count: number, now: number): Message[] => {
  const id = idOf(at);
  const until = now - at * minute;
  const rows: Message[] = [];
  for (let made = 0; made < count; made += 1) {
    const createdAt = until - (count - 1 - made) * 3 * minute;
    const root = made % 10 > 6 ? rows[made - (made % 10) + 6] : undefined;
    rows.push(largeMessage(id, made, createdAt, root ? { threadId: root.id } : {}));
    if (root) rows[rows.indexOf(root)] = { ...root, replies: addReplies(root.replies, rows.slice(-1)) };
  }
  return rows;
};

/** The copies in the linked Teams chat of what was said in the Mattermost channel, for the newest `count`. */
const linkRows = (now: number, newest: readonly Message[]) => {
  const link: LinkRow = {
    id: `${linkedHere} ${linkedThere}`,
    mattermost: linkedHere,
    teams: linkedThere,
    source: { kind: 'post', messageId: `${linkedHere}/link` as MessageId, authorId: meOf(mattermost) },
    standing: { kind: 'good' },
    name: 'Channel 1',
    choice: 'default',
    carried: true,
    since: { mattermost: now, teams: now },
  };
  const pairs = newest.map((origin): readonly [Message, CounterpartRow] => {
    const copy = largeMessage(linkedThere, `copy-${origin.createdAt}`, origin.createdAt + 1_500, {
      authorId: origin.authorId?.replace(mattermost, teams) as PersonId,
      plain: origin.plain,
    });
    const row: CounterpartRow = {
      id: origin.id,
      linkId: link.id,
      origin: 'mattermost',
      copies: [copy.id],
      parts: 1,
      carriedBy: 'other',
      originBase: null,
      copyBase: null,
      reactions: [],
    };
    return [copy, row];
  });
  return { links: [link], messages: pairs.map(([copy]) => copy), counterparts: pairs.map(([, row]) => row) };
};

const accountRow = (id: AccountId, { conversations, messages }: LargeMirrorOptions): Account => {
  const half = Math.ceil(conversations / 2);
  return {
    id,
    service: id === teams ? 'teams' : 'mattermost',
    displayName: 'Ada Okafor',
    label: id === teams ? 'ada@example.org' : 'ada',
    me: meOf(id),
    state: { kind: 'live' },
    progress: {
      conversations: { total: half, readable: half, complete: half, setBack: 0 },
      messages: Math.ceil(messages / 2),
    },
    currentAt: null,
  };
};

const personRow = (accountId: AccountId, at: number): Person => ({
  id: personId(accountId, at),
  accountId,
  kind: 'person',
  displayName: `${firstNames[at % firstNames.length]} ${lastNames[at % lastNames.length]} ${at}`,
  handle: `user${at}`,
  email: `user${at}@example.org`,
  jobTitle: '',
  active: true,
  claims: null,
});

const teamId = (account: AccountId, at: number): TeamId => `${account}/team/${at % teamsOfEach}` as TeamId;

const conversationRow = (at: number, last: Message, now: number): Conversation => {
  const accountId = accountOf(at);
  // The busiest are channels; then every third is a direct conversation.
  const isDirect = at >= busiest && at % 3 === 0;
  return {
    id: idOf(at),
    accountId,
    service: accountId === teams ? 'teams' : 'mattermost',
    kind: isDirect ? 'direct' : 'channel',
    teamId: isDirect ? null : teamId(accountId, at),
    name: isDirect ? null : (namesOfBusiest[at] ?? `Channel ${at}`),
    topic: '',
    participants: isDirect ? [meOf(accountId), personId(accountId, at)] : [],
    archived: false,
    muted: false,
    hidden: false,
    webUrl: null,
    lastActivityAt: last.createdAt,
    readAt: now,
    readKeptBy: 'service',
    sortAt: last.createdAt,
    lastMessage: {
      id: last.id,
      authorId: last.authorId,
      authorName: null,
      plain: last.plain,
      createdAt: last.createdAt,
      deleted: false,
    },
    unread: 0,
    mentions: 0,
  };
};

/** Everything but messages, and messages in portions that can be written one by one. */
export interface LargeMirror {
  readonly rows: Readonly<Record<string, readonly object[]>>;
  readonly messages: Iterable<readonly Message[]>;
}

export const largeMirror = (options: LargeMirrorOptions): LargeMirror => {
  const { conversations, messages, now } = options;
  const copies = 60;
  const inBusy = Math.floor(messages / 10 / busiest);
  const inOthers = Math.floor((messages - inBusy * busiest - copies) / (conversations - busiest));
  const places = Array.from({ length: conversations }, (_, at) => at);
  const countAt = (at: number): number => (at < busiest ? inBusy : inOthers);
  const newest = messagesOf(0, inBusy, now)
    .filter(({ threadId }) => threadId === '')
    .slice(-copies);
  const { links, counterparts, messages: carried } = linkRows(now, newest);
  const lastOf = (at: number): Message => largeMessage(idOf(at), countAt(at) - 1, now - at * minute);
  const directs = places.filter((at) => at >= busiest && at % 3 === 0);
  const presences = new Map(
    directs.map((at) => {
      const id = personId(accountOf(at), at);
      return [
        id,
        { id, accountId: accountOf(at), presence: at % 2 === 0 ? 'online' : 'away' } satisfies PresenceRow,
      ];
    }),
  );
  const everybody = [mattermost, teams].flatMap((id) =>
    Array.from({ length: people }, (_, at) => personRow(id, at)),
  );
  return {
    rows: {
      accounts: [accountRow(mattermost, options), accountRow(teams, options)],
      engine: [{ key: 'engine', startedAt: now, state: { kind: 'running' }, carryPause: { kind: 'none' } }],
      people: everybody,
      presences: [...presences.values()],
      teams: [mattermost, teams].flatMap((accountId) =>
        Array.from({ length: teamsOfEach }, (_, at): Team => ({
          id: teamId(accountId, at),
          accountId,
          name: `Team ${at}`,
          description: '',
          notRead: null,
        })),
      ),
      conversations: places.map((at) => conversationRow(at, lastOf(at), now)),
      cursors: places.map((at): CursorRow => ({
        conversationId: idOf(at),
        accountId: accountOf(at),
        history: { kind: 'complete' },
        changes: null,
        pulledAt: now,
      })),
      links,
      counterparts,
      twins: twinRows(everybody, { mattermost, teams }),
    },
    messages: (function* () {
      yield carried;
      for (const at of places) yield messagesOf(at, countAt(at), now);
    })(),
  };
};
