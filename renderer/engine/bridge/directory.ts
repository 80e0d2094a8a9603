/** Who is whom on both sides: by what people say of themselves on Mattermost, else by an address that both services show. */
import type { AccountId, ConversationId, Person, PersonId, Service } from '../../model/index.ts';
import type { Document, Inline, MentionInline, MentionTarget } from '../../text/document/index.ts';
import { contestedAmong, personOfKey, twinsOf } from '../../model/index.ts';
import { textInline } from '../../text/document/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import { otherSide } from './context.ts';

export class Directory {
  readonly #counterparts: ReadonlyMap<PersonId, PersonId>;
  /** Mattermost people who are connected: their own Isthmus carries for them. */
  readonly connected: ReadonlySet<PersonId>;
  readonly #names: ReadonlyMap<PersonId, string>;
  readonly #places: ReadonlyMap<ConversationId, string>;

  constructor(
    counterparts: ReadonlyMap<PersonId, PersonId>,
    connected: ReadonlySet<PersonId>,
    names: ReadonlyMap<PersonId, string> = new Map(),
    places: ReadonlyMap<ConversationId, string> = new Map(),
  ) {
    this.#counterparts = counterparts;
    this.connected = connected;
    this.#names = names;
    this.#places = places;
  }

  /** The same person on the other side; null when nobody there is known to be. */
  counterpart(person: PersonId): PersonId | null {
    return this.#counterparts.get(person) ?? null;
  }

  /** What somebody on Mattermost is called, who is mentioned there by a username that nobody else knows; null for all others. */
  nameOf(person: PersonId): string | null {
    return this.#names.get(person) ?? null;
  }

  /** Where the Teams conversation is found that a Mattermost channel is linked with; null for others. */
  placeOf(channel: ConversationId): string | null {
    return this.#places.get(channel) ?? null;
  }
}

/** Reads the directory of two accounts, by the one rule of who is whom (`twinsOf`). */
export const readDirectory = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  me: Readonly<Record<Service, PersonId>>,
): Promise<Directory> => {
  const people = await database.people
    .where('accountId')
    .anyOf([accounts.mattermost, accounts.teams])
    .toArray();
  const mattermost = people.filter(({ accountId }) => accountId === accounts.mattermost);
  const twins = twinsOf(people, { accounts, me, contested: contestedAmong(people) });
  const isBelieved = ({ id, claims }: Person): boolean =>
    claims !== null && twins.get(id) === personOfKey(accounts.teams, claims);
  const connected = new Set([me.mattermost, ...mattermost.filter(isBelieved).map(({ id }) => id)]);
  const names = new Map(
    mattermost.flatMap(({ id, displayName }) => (displayName === '' ? [] : [[id, displayName]])),
  );
  return new Directory(twins, connected, names, await readPlaces(database));
};

const readPlaces = async (database: IsthmusDatabase): Promise<Map<ConversationId, string>> => {
  const links = await database.links.toArray();
  const there = await database.conversations.bulkGet(links.map(({ teams }) => teams));
  return new Map(
    links.flatMap(({ mattermost, standing }, at) => {
      const address = there[at]?.webUrl ?? null;
      return address === null || standing.kind !== 'good' ? [] : [[mattermost, address] as const];
    }),
  );
};

/** Who can be mentioned there; everybody else is in words. */
export interface Mentionable {
  /** Not in what is only quoted: its mentions have notified once. */
  readonly people: boolean;
  /** Not in a conversation of two: Teams has nobody to call everyone there (facts, teams-plugin §5.2). */
  readonly everyone: boolean;
}

/** A document for the other side: mentions point at the people there, channels at what they are linked with; who is not known there is their name as text. */
export const acrossDocument = (
  document: Document,
  directory: Directory,
  may: Mentionable = { people: true, everyone: true },
): Document =>
  mapInlines(document, (inline) => {
    if (inline.kind !== 'mention') return inline;
    const target = acrossTarget(inline.target, directory, may);
    if (target !== null) return { ...inline, target };
    const words = textInline(wordsFor(inline, directory));
    const place = inline.target.kind === 'channel' ? directory.placeOf(inline.target.conversationId) : null;
    return place === null ? words : { kind: 'link', url: place, title: '', children: [words] };
  });

/** What stands for a mention of somebody or something that the other side does not know. */
const wordsFor = ({ target, text }: MentionInline, directory: Directory): string =>
  target.kind === 'everyone'
    ? text
    : ((target.kind === 'person' ? directory.nameOf(target.personId) : null) ?? text.replace(/^@/, ''));

const acrossTarget = (
  target: MentionTarget,
  directory: Directory,
  may: Mentionable,
): MentionTarget | null => {
  switch (target.kind) {
    case 'everyone':
      return may.everyone ? target : null;
    case 'channel':
      return null;
    case 'person': {
      const personId = may.people ? directory.counterpart(target.personId) : null;
      return personId === null ? null : { kind: 'person', personId };
    }
  }
};

/** The document with each inline that holds no others replaced. */
const mapInlines = (document: Document, change: (inline: Inline) => Inline): Document => {
  const inlines = (all: readonly Inline[]): Inline[] =>
    all.map((inline) =>
      'children' in inline ? { ...inline, children: inlines(inline.children) } : change(inline),
    );
  const blocks = (all: Document['blocks']): Document['blocks'] =>
    all.map((block) => {
      switch (block.kind) {
        case 'paragraph':
        case 'heading':
          return { ...block, children: inlines(block.children) };
        case 'quote':
          return { ...block, blocks: blocks(block.blocks) };
        case 'list':
          return { ...block, items: block.items.map((item) => ({ ...item, blocks: blocks(item.blocks) })) };
        case 'table':
          return {
            ...block,
            header: block.header?.map(inlines) ?? null,
            rows: block.rows.map((row) => row.map(inlines)),
          };
        case 'code':
        case 'rule':
          return block;
      }
    });
  return { blocks: blocks(document.blocks) };
};

/** The side of an account's person. */
export const sideOf = (accounts: Readonly<Record<Service, AccountId>>, person: PersonId): Service | null =>
  person.startsWith(`${accounts.teams}/`)
    ? 'teams'
    : person.startsWith(`${accounts.mattermost}/`)
      ? otherSide('teams')
      : null;
