/**
 * Answers people who ask the relay how a message was reacted to on the other side: they send it the message's link. Reactions of people who
 * have not connected are not carried, because a relay has one account only to react with.
 */
import { placesAt } from '../../../connectors/address-place.ts';
import type { World } from '../../../connectors/world.ts';
import {
  type Account,
  caughtEvent,
  type CarryKey,
  type Conversation,
  keyOfWritten,
  type Message,
  otherService,
  type PersonId,
  type Service,
  sharedKeyOf,
  writerOf,
} from '../../../model/index.ts';
import {
  countDiscards,
  type IsthmusDatabase,
  readAccounts,
  readAttempt,
  readConversationRow,
  readConversationRowsOf,
  readMemberRows,
  readMessageRows,
  readSendingIntents,
  readSettledAttempt,
  readTimeline,
  wantMessageSent,
} from '../../../store/index.ts';
import type { Document } from '../../../text/document/index.ts';
import { Errand } from '../../errand.ts';
import { AnswerLimits } from './answer-limits.ts';
import { askedLinks } from './asked-links.ts';
import { countReactions, type CountedReaction } from './count-reactions.ts';

/** What somebody is told of a message that they asked about. It holds no text of a message. */
export type AskedAnswer =
  /** Where it is not carried, is not known, or is not the asking person's to see: these read the same. */
  | { readonly kind: 'not-known' }
  /** The reactions that it has on `on`, most first. */
  | { readonly kind: 'counted'; readonly on: Service; readonly reactions: readonly CountedReaction[] };

/** An answer in the host's words. */
export type AnswerWords = (answer: AskedAnswer) => Document;

export interface AnswererOptions {
  readonly words: AnswerWords;
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  readonly database: IsthmusDatabase;
  /** Whether this relay carries now. Only then it answers, because another one may answer meanwhile. */
  readonly mayAnswer: () => boolean;
}

/** How long after the first message it looks, ms: several are often sent at once. */
const looksAfter = 1_000;
/** Older questions are not answered, ms. Who has no database any more cannot tell those of Teams that were answered. */
const answersWithin = 600_000;
/** How many of the newest messages of a conversation it looks at. */
const looksAt = 50;

export class ReactionAnswerer {
  readonly #errand: Errand;
  readonly #limits: AnswerLimits;
  #isStopped = false;

  constructor(private readonly options: AnswererOptions) {
    this.#limits = new AnswerLimits(() => options.world.now());
    this.#errand = new Errand(options.world, looksAfter, () =>
      this.#look().catch((error: unknown) => options.world.log(caughtEvent('answer-asked', error))),
    );
  }

  /** New messages came. */
  wake(): void {
    this.#isStopped = false;
    this.#errand.want();
  }

  /** Nothing touches the database afterwards, until it is woken. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#errand.cancel();
    await this.#errand.idle();
  }

  #goesOn(): boolean {
    return !this.#isStopped && this.options.mayAnswer();
  }

  async #look(): Promise<void> {
    if (!this.#goesOn()) return;
    const { database, world } = this.options;
    const since = world.now() - answersWithin;
    const accounts = await readAccounts(database);
    for (const account of accounts) {
      const all = await readConversationRowsOf(database, account.id);
      const fresh = all.filter(
        ({ kind, lastMessage }) => kind === 'direct' && (lastMessage?.createdAt ?? 0) >= since,
      );
      for (const conversation of fresh)
        for (const question of await this.#unanswered(account, conversation, since)) {
          if (!this.#goesOn()) return;
          await this.#answer(account, all, question);
        }
    }
  }

  /** The questions in a direct conversation that are young enough and have no answer yet, oldest first. */
  async #unanswered(account: Account, { id }: Conversation, since: number): Promise<readonly Message[]> {
    const { database } = this.options;
    const newest = await readTimeline(database, id, '', looksAt);
    const questions = newest.filter((message) => isQuestion(message, account.me));
    const attempts = await Promise.all(
      questions.map((one) => readSettledAttempt(database, answerKeyOf(one))),
    );
    const made = attempts.flatMap((attempt) => (attempt?.state.kind === 'done' ? [attempt.state.made] : []));
    const answers = newest.filter(
      (message) => writerOf(message) === account.me && !made.some((one) => one === message.id),
    );
    const asked = new Set((await readSendingIntents(database, id)).map((intent) => intent.key));
    const open: Message[] = [];
    for (const [at, question] of questions.entries()) {
      const key = answerKeyOf(question);
      if (question.createdAt < since || attempts[at] !== undefined) continue;
      if (asked.has(key) || (await readAttempt(database, key)) !== undefined) continue;
      // Another relay, or this one before it lost its database, has answered. Teams keeps no key with a message.
      const isAnswered = answers.some(({ carryKey, createdAt }) =>
        carryKey === null ? createdAt >= question.createdAt : carryKey === key,
      );
      if (!isAnswered) open.push(question);
    }
    return open;
  }

  #countDropped({ id }: Account): Promise<void> {
    const { database } = this.options;
    return database.transaction('rw', database.discards, () =>
      countDiscards(database, id, new Map([['asked-too-often', 1]])),
    );
  }

  async #answer(account: Account, places: readonly Conversation[], question: Message): Promise<void> {
    const { database, words, world } = this.options;
    const answer = await this.#read(account, places, question);
    if (answer === null) return;
    const decided = this.#limits.decide(question);
    if (decided === 'drop') await this.#countDropped(account);
    if (decided !== 'answer') return;
    await wantMessageSent(
      database,
      { key: answerKeyOf(question), accountId: account.id, target: question.conversationId },
      {
        text: { document: words(answer), subject: null, importance: 'normal', threadId: '', quotes: null },
        files: [],
      },
      world.now(),
    );
  }

  /** What there is to say of the first link that leads to a message of this account; null if none does: then nothing was asked. */
  async #read(
    account: Account,
    places: readonly Conversation[],
    question: Message,
  ): Promise<AskedAnswer | null> {
    const { database } = this.options;
    const ids = askedLinks(question)
      .map((url) => placesAt(url, [account], places).flatMap(({ messages }) => messages))
      .find((found) => found.length > 0);
    if (ids === undefined) return null;
    for (const message of await readMessageRows(database, ids)) {
      if (message === undefined || message.deletedAt !== null) continue;
      if (!(await this.#isMember(message, question.authorId))) continue;
      const reactions = await countReactions(database, message);
      const on = otherService(account.service);
      if (reactions !== null) return { kind: 'counted', on, reactions };
    }
    return { kind: 'not-known' };
  }

  /** Whether somebody is in a message's conversation, as far as the mirror knows. */
  async #isMember({ conversationId }: Message, person: PersonId | null): Promise<boolean> {
    const { database } = this.options;
    const conversation = await readConversationRow(database, conversationId);
    const [members] = await readMemberRows(database, [conversationId]);
    return (
      person !== null &&
      [...(conversation?.participants ?? []), ...(members?.personIds ?? [])].includes(person)
    );
  }
}

const isQuestion = (message: Message, me: PersonId | null): boolean =>
  me !== null &&
  message.authorId !== me &&
  message.kind !== 'system' &&
  message.writtenBy === undefined &&
  message.deletedAt === null &&
  askedLinks(message).length > 0;

/** The key of the one answer that a question gets. */
const answerKeyOf = ({ id }: Message): CarryKey => keyOfWritten(`answer ${sharedKeyOf(id)}`);
