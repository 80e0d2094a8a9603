/** Reads from the database, in one transaction, how a message and its counterpart stand, and asks what is to be done. */
import type { Speaker, WritingCapability } from '../../../connectors/writing.ts';
import {
  type AccountId,
  type ConversationId,
  type Message,
  type MessageId,
  otherService,
  type PersonId,
  type Service,
} from '../../../model/index.ts';
import {
  countLivingReplies,
  readCopyRows,
  readCounterpartRow,
  readLinkRow,
  readMessageRow,
  readMessageRows,
  readOutboxRow,
  readOutboxRowsIn,
  readConversationRow,
  readPersonRow,
  readTwins,
  type CounterpartRow,
  type IsthmusDatabase,
  type LinkRow,
  type OutboxRow,
} from '../../../store/index.ts';
import { agreesWith } from './agrees.ts';
import { type AuthorStanding, type CarryCase, decide, type Decision, type RootStanding } from './decide.ts';
import {
  answeredAt,
  type AuthorQuestions,
  isSettlingState,
  questionsAbout,
  questionsBeforeLeaving,
  readAuthorClaim,
} from './author.ts';
import { carriesForOthers, isRelayedRight } from './relay.ts';
import { readWhoIsWhom } from '../../people/directory.ts';
import { connectedAs } from '../../people/is-connected.ts';
import { sideOf } from '../text/across.ts';
import { answeredBy } from '../text/drafting.ts';
import { presentCopies } from '../text/parts.ts';

export interface Sides {
  readonly writing: Readonly<Record<Service, WritingCapability>>;
  readonly accounts: Readonly<Record<Service, AccountId>>;
  readonly me: Readonly<Record<Service, PersonId>>;
  readonly canRestore: Readonly<Record<Service, boolean>>;
  readonly canReact: (service: Service, reaction: string) => boolean;
  /** This machine's clock, ms. */
  readonly now: number;
  /** When a relay last asked about this person, or for the members of this conversation, ms; -Infinity: it has not. */
  readonly askedAt: (of: PersonId | ConversationId) => number;
  /** On a relay: how a connected author stands, and one of their messages. `author`: who they are on Mattermost. */
  readonly standingOf: (
    author: PersonId,
    link: Pick<LinkRow, 'id' | Service>,
    message: Pick<Message, 'id' | 'conversationId' | 'createdAt'>,
  ) => AuthorStanding;
}

/** A decision, with everything that is needed to carry it out. */
export interface Gathered {
  readonly decision: Decision;
  readonly link: LinkRow;
  readonly service: Service;
  readonly message: Message;
  readonly row: CounterpartRow | null;
  readonly origin: Message | null;
  readonly copies: readonly Message[];
  readonly root: RootStanding;
  /** What a relay knows of the author. */
  readonly author: AuthorStanding;
  /** The author, if another account writes the counterpart; null if it is the author's own. */
  readonly speaker: Speaker | null;
  /** What a relay has to ask about the author before it carries; null where nothing is asked. */
  readonly questions: AuthorQuestions | null;
  /** Whether both say the same. It is only computed where it is not known when they last agreed. */
  readonly agrees: boolean;
  /** Those of them that others have answered on Mattermost: with a root, its replies would be deleted. */
  readonly answered: ReadonlySet<MessageId>;
}

/**
 * `waitedEnough`: whether the row has waited long enough for the message that this one answers. Null if the message or its link has left
 * the mirror: there is nothing left to carry.
 */
export const gather = async (
  database: IsthmusDatabase,
  sides: Sides,
  { messageId, linkId, state }: OutboxRow,
  waitedEnough: boolean,
): Promise<Gathered | null> => {
  const [message, link] = await Promise.all([
    readMessageRow(database, messageId),
    readLinkRow(database, linkId),
  ]);
  if (!message || !link) return null;
  const service: Service = message.conversationId === link.teams ? 'teams' : 'mattermost';
  // All reads are started together, since each would otherwise wait for the database by itself.
  const [row, isAttempted, root] = await Promise.all([
    knownCounterpart(database, sides, link, message),
    attemptInto(database, link, service),
    rootOf(database, sides, message, service, link),
  ]);
  const { origin, copies } = await formsOf(database, row, message);
  const { author, questions } = await authorOf(database, sides, link, { service, message, row }, state);
  const given: CarryCase = {
    link,
    service,
    message,
    me: sides.me,
    row,
    origin,
    copies,
    attemptIntoThisSide: row === null && isAttempted,
    root: withPatience(root, waitedEnough),
    agrees: await agreesWith(database, sides, link, author.kind === 'away', row, origin, copies),
    canRestore: sides.canRestore,
    canReact: sides.canReact,
    author,
  };
  const decision = decide(given);
  return {
    decision,
    link,
    service,
    message,
    row,
    origin,
    copies,
    root: given.root,
    author,
    speaker: await speakerOf(database, sides, link, row, origin ?? message),
    questions,
    agrees: given.agrees,
    answered: decision.kind === 'remove' ? await answeredOf(database, row, origin) : new Set(),
  };
};

/** The author to be named in a copy that a relay writes; null where the user's own account writes it. */
const speakerOf = async (
  database: IsthmusDatabase,
  { writing }: Sides,
  link: LinkRow,
  row: CounterpartRow | null,
  origin: Message,
): Promise<Speaker | null> => {
  if (!carriesForOthers(link) || origin.authorId === null || (row !== null && row.carriedBy !== 'me'))
    return null;
  const service: Service = origin.conversationId === link.teams ? 'teams' : 'mattermost';
  const [person, place] = await Promise.all([
    readPersonRow(database, origin.authorId),
    readConversationRow(database, origin.conversationId),
  ]);
  return {
    name: person && person.displayName !== '' ? person.displayName : (origin.authorName ?? ''),
    place: writing[service].addressOf(origin, { webUrl: place?.webUrl ?? null }),
    picture: null,
  };
};

/** The messages of a pair that have replies which are not deleted. */
const answeredOf = async (
  database: IsthmusDatabase,
  row: CounterpartRow | null,
  origin: Message | null,
): Promise<ReadonlySet<MessageId>> => {
  const ids = row === null ? [] : row.origin === 'mattermost' ? [row.id] : presentCopies(row.copies);
  const answered = new Set<MessageId>();
  for (const id of ids) {
    const root = id === origin?.id ? origin : await readMessageRow(database, id);
    if (root?.threadId !== '') continue;
    const replies = await countLivingReplies(database, root.conversationId, id);
    if (replies > 0) answered.add(id);
  }
  return answered;
};

const formsOf = async (
  database: IsthmusDatabase,
  row: CounterpartRow | null,
  message: Message,
): Promise<{ origin: Message | null; copies: Message[] }> => {
  if (row === null) return { origin: null, copies: [] };
  const origin = row.id === message.id ? message : ((await readMessageRow(database, row.id)) ?? null);
  const ids = presentCopies(row.copies);
  const copies = (await readMessageRows(database, ids)).filter((copy) => copy !== undefined);
  return { origin, copies: copies.length === ids.length ? copies : [] };
};

/** The counterpart of a message on the other side, if the rows can be believed; null if there is none, or none in the mirror. */
export const counterpartOf = async (
  database: IsthmusDatabase,
  sides: Sides,
  link: LinkRow,
  message: Message,
): Promise<Message | null> => {
  const row = await knownCounterpart(database, sides, link, message);
  const id = row === null ? undefined : row.id === message.id ? presentCopies(row.copies)[0] : row.id;
  return id === undefined ? null : ((await readMessageRow(database, id)) ?? null);
};

/** A row that a forged mark made is not believed: both sides must be the same person's, or the copy the relay's. */
export const knownCounterpart = async (
  database: IsthmusDatabase,
  sides: Sides,
  link: LinkRow,
  message: Message,
): Promise<CounterpartRow | null> => {
  const [own, others] = await Promise.all([
    readCounterpartRow(database, message.id),
    readCopyRows(database, [message.id]),
  ]);
  const rows = [own, ...others];
  for (const row of rows) {
    if (!row) continue;
    const { origin, copies } = await formsOf(database, row, message);
    const copy = copies[0] ?? null;
    const authors = { origin: origin?.authorId ?? null, copy: copy?.authorId ?? null };
    const isRight = isRelayedRight(link, row, authors, sides.me);
    if (isRight ?? (await isSamePerson(database, link, row, origin, copy, sides))) return row;
  }
  return null;
};

/**
 * Whether both messages are the same person's. If only one form is known, nothing speaks against it, unless it would hide the user's own
 * message.
 */
const isSamePerson = async (
  database: IsthmusDatabase,
  link: LinkRow,
  row: CounterpartRow,
  origin: Message | null,
  copy: Message | null,
  sides: Sides,
): Promise<boolean> => {
  const mine = (author: PersonId): boolean => isMine(author, sides);
  if (!origin?.authorId || !copy?.authorId) {
    const known = origin?.authorId ?? copy?.authorId;
    return row.carriedBy === 'me' || !known || !mine(known);
  }
  if (mine(origin.authorId) || mine(copy.authorId)) return mine(origin.authorId) && mine(copy.authorId);
  const twins = await readTwins(database, [origin.authorId, copy.authorId], sides);
  const [there, here] = [twins.get(origin.authorId), twins.get(copy.authorId)];
  // Whoever is not connected any more said who they are when they carried it: a relay would carry it a second time.
  if (carriesForOthers(link) && there === undefined && here === undefined) return true;
  return there === copy.authorId;
};

/** Whether a request that writes into this side was sent and its result is not known. */
const attemptInto = async (database: IsthmusDatabase, link: LinkRow, service: Service): Promise<boolean> => {
  const rows = await readOutboxRowsIn(database, [link.id], 'sending');
  return rows.some(
    ({ state, service: from }) =>
      state.kind === 'sending' && state.act.kind === 'send' && otherService(from) === service,
  );
};

const rootOf = async (
  database: IsthmusDatabase,
  sides: Sides,
  message: Message,
  service: Service,
  link: LinkRow,
): Promise<RootStanding> => {
  const answered = answeredBy(message, service);
  if (answered === null) return { kind: 'none' };
  const root = await readMessageRow(database, answered);
  if (!root) return { kind: 'never' };
  const row = await knownCounterpart(database, sides, link, root);
  if (row) {
    const id = row.id === root.id ? presentCopies(row.copies)[0] : row.id;
    const other = id === undefined ? undefined : await readMessageRow(database, id);
    if (other?.deletedAt === null) return { kind: 'carried', id: other.threadId || other.id };
    if (id !== undefined && !other) return { kind: 'awaited', unseen: id };
    return { kind: 'never' };
  }
  if (
    root.authorId === null ||
    root.deletedAt !== null ||
    root.blocked ||
    root.createdAt < link.since[service]
  )
    return { kind: 'never' };
  const waiting = await readOutboxRow(database, root.id);
  const isRelay = carriesForOthers(link);
  if (isRelay && (isMine(root.authorId, sides) || root.writtenBy !== undefined)) return { kind: 'never' };
  const isCarriedHere = isRelay
    ? waiting !== undefined ||
      (await readAuthorClaim(database, sides.accounts, link, service, root.authorId)) !== 'reads-both'
    : isMine(root.authorId, sides);
  if (isCarriedHere)
    return waiting && waiting.state.kind !== 'failed' && waiting.state.kind !== 'discarded'
      ? { kind: 'awaited' }
      : { kind: 'never' };
  // The author's own Isthmus carries it, when it runs.
  const { twins, connected } = await readWhoIsWhom(database, [root.authorId], sides);
  const onMattermost =
    sideOf(sides.accounts, root.authorId) === 'mattermost' ? root.authorId : twins.get(root.authorId);
  if (onMattermost !== undefined && connected.has(onMattermost)) return { kind: 'awaited' };
  // The relay carries it, unless it knows better.
  return link.relay === undefined || root.writtenBy !== undefined ? { kind: 'never' } : { kind: 'awaited' };
};

/**
 * What a relay knows of a message's author, and what it has to ask. `state`: the row's, which says since when it waits to be sure; null if
 * nobody asks.
 */
const authorOf = async (
  database: IsthmusDatabase,
  sides: Sides,
  link: LinkRow,
  {
    service,
    message,
    row,
  }: { readonly service: Service; readonly message: Message; readonly row: CounterpartRow | null },
  state: OutboxRow['state'],
): Promise<{ author: AuthorStanding; questions: AuthorQuestions | null }> => {
  const { authorId } = message;
  const unasked = { author: { kind: 'unconnected', sure: false }, questions: null } as const;
  if (row?.carriedBy === 'me' || authorId === null || !carriesForOthers(link)) return unasked;
  const claim = await readAuthorClaim(database, sides.accounts, link, service, authorId);
  if (claim === 'reads-both') {
    const both = await connectedAs(database, sides.accounts, authorId);
    const author = both && sides.standingOf(both.mattermost, link, message);
    if (author?.kind === 'away') return { author, questions: null };
  }
  if (row !== null) return claim === 'none' ? unasked : { author: { kind: 'connected' }, questions: null };
  const questions =
    claim === 'reads-both'
      ? questionsBeforeLeaving(link, service, sides.askedAt, sides.now)
      : questionsAbout(link, service, authorId, claim);
  if (questions === null) return { author: { kind: 'connected' }, questions };
  const isAnswered = settlesUntil(state) <= answeredAt(questions, sides.askedAt);
  return { author: { kind: 'unconnected', sure: isAnswered && claim !== 'reads-both' }, questions };
};

/** From when on a question about the author counts, ms; Infinity if the row does not wait for one. */
const settlesUntil = (state: OutboxRow['state']): number => (isSettlingState(state) ? state.until : Infinity);

const withPatience = (root: RootStanding, waitedEnough: boolean): RootStanding =>
  root.kind === 'awaited' && waitedEnough ? { kind: 'never' } : root;

const isMine = (author: PersonId, { me }: Pick<Sides, 'me'>): boolean =>
  author === me.teams || author === me.mattermost;
