/**
 * The slash commands of people in their own Isthmuses, at random from a seed. A command that posts is executed at most once, and its post
 * stands as often as its outcome says; a command whose answer is for the user alone leaves no message on either side.
 */
import type { TruthMessage } from '../../../../sandbox/service.ts';
import {
  type CommandIntent,
  type CommandOutcome,
  type DraftPlace,
  readCommandIntent,
  seenCommand,
  wantCommandRun,
} from '../../../../renderer/store/index.ts';
import type { SimulatedIsthmus } from '../../simulated.ts';
import type { Events } from './events.ts';
import { seen } from '../seen.ts';
import type { CarryWorld, Pair } from '../world.ts';

export type CommanderDeed = 'posts' | 'asks-alone' | 'has-an-outcome';

/** `/code` without a text: its answer is for the user alone. */
const alone = { text: '/code', answer: 'A message must be provided with the /code command.' };

/** One command that posts a word. */
interface Commanded {
  readonly word: string;
  readonly by: SimulatedIsthmus;
  readonly pair: Pair;
  /** What its user has seen of it; null: nothing. */
  outcome: CommandOutcome['kind'] | null;
  /** How many disks its computer had lost before. */
  readonly disksLost: number;
}

/** So that no word of the events and the writers is one of these. */
const firstWord = 800_000;

export class Commanders {
  readonly counts: Partial<Record<CommanderDeed, number>> = {};
  readonly #commanded: Commanded[] = [];
  #count = firstWord;

  /** `random` is the commanders' own: what happens on the services stays the same whatever they do. */
  constructor(
    private readonly world: CarryWorld,
    private readonly random: () => number,
    private readonly events: Pick<Events, 'origins' | 'removed' | 'noteOf'>,
  ) {}

  /** Somebody commands something, or sees what came of the command before. */
  async act(): Promise<void> {
    const by = this.#pick(this.world.computers);
    if (!by.hasPage) return;
    const pair = this.#pick(this.world.pairs.filter(({ name }) => name !== 'pair' || by.person !== 'cleo'));
    const place = await placeOf(by, this.random() < 0.5 ? pair.mattermost : pair.teams);
    const target = await placeOf(by, pair.mattermost);
    if (!place || !target) return;
    const before = await readCommandIntent(by.database, place);
    if (before) return this.#see(by, before);
    await (this.random() < 0.75 ? this.#post(by, pair, place, target) : this.#askAlone(by, place, target));
  }

  /** Everybody sees what came of their commands; true when none runs any more. */
  async finish(): Promise<boolean> {
    let isDone = true;
    for (const by of this.world.computers) {
      const rows = await by.database.intents.toArray();
      for (const row of rows)
        if (row.kind === 'run-command') {
          await this.#see(by, row);
          isDone = false;
        }
    }
    return isDone;
  }

  /** What does not agree with the outcomes, a line each; to be asked when nothing runs any more. */
  findings(): string[] {
    const found = this.#commanded.flatMap((one) => this.#findingsOf(one));
    for (const { name, mattermost, teams } of this.world.pairs)
      for (const { content } of [
        ...this.#standing('mattermost', mattermost),
        ...this.#standing('microsoft', teams),
      ])
        if (content.includes(alone.answer) || /^\/(?:me|code)\b/.test(seen(content).trim()))
          found.push(`${content} stands in ${name}`);
    return found;
  }

  async #post(by: SimulatedIsthmus, pair: Pair, place: DraftPlace, target: DraftPlace): Promise<void> {
    const word = `w${(this.#count += 1)}`;
    this.#commanded.push({ word, by, pair, outcome: null, disksLost: by.disksLost });
    this.events.origins.set(word, 'mattermost');
    await wantCommandRun(by.database, place, { target, threadId: '', text: `/me ${word}` }, this.#now(by));
    this.#did('posts', `${by.person} commands /me ${word} in ${pair.name}`);
  }

  async #askAlone(by: SimulatedIsthmus, place: DraftPlace, target: DraftPlace): Promise<void> {
    await wantCommandRun(by.database, place, { target, threadId: '', text: alone.text }, this.#now(by));
    this.#did('asks-alone', `${by.person} commands ${alone.text} in ${place.conversationId}`);
  }

  /** Notes the outcome, which stays from then on, and takes it away, as its user does. */
  async #see(by: SimulatedIsthmus, row: CommandIntent): Promise<void> {
    if (row.outcome === null) return;
    const one = this.#commanded.find(({ word, by: whose }) => whose === by && row.text.endsWith(` ${word}`));
    if (one) one.outcome = row.outcome.kind;
    await seenCommand(by.database, row);
    this.#did('has-an-outcome', `${by.person} sees ${row.outcome.kind} of ${row.text}`);
  }

  #findingsOf(one: Commanded): string[] {
    const { word, by, pair, outcome } = one;
    const stands = (all: readonly TruthMessage[]): number =>
      all.filter(({ content }) => new RegExp(`\\b${word}\\b`).test(seen(content))).length;
    const here = stands(this.#standing('mattermost', pair.mattermost));
    const say = (what: string): string[] => [`/me ${word} of ${by.person} in ${pair.name}: ${what}`];
    if (here > 1) return say(`stands there ${here} times`);
    if (this.events.removed.has(word)) return [];
    switch (outcome) {
      case null:
        // Its intent is gone without an outcome to see: it is done, or the computer has lost its disk.
        return here === 1 || by.disksLost > one.disksLost ? [] : say('is done, and stands nowhere');
      case 'not-connected':
      case 'failed':
      case 'unknown':
        return here === 0 ? [] : say(`is ${outcome}, and stands there`);
      case 'perhaps':
        return [];
      case 'opens':
        return say('leads elsewhere');
    }
  }

  #standing(side: 'mattermost' | 'microsoft', id: string): readonly TruthMessage[] {
    return this.world.services[side].acts
      .truth('anna')
      .messages.filter(({ conversationId, deleted }) => conversationId === id && !deleted);
  }

  #now(by: SimulatedIsthmus): number {
    return by.services.time.now() + by.clockSkew;
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  #did(deed: CommanderDeed, line: string): void {
    this.counts[deed] = (this.counts[deed] ?? 0) + 1;
    this.events.noteOf(`${line}, in Isthmus`);
  }
}

/** The box of a conversation in a computer's mirror; null while the mirror does not have it. */
const placeOf = async ({ database }: SimulatedIsthmus, key: string): Promise<DraftPlace | null> => {
  const row = await database.conversations.filter(({ id }) => id.endsWith(key)).first();
  return row ? { accountId: row.accountId, conversationId: row.id, threadId: '' } : null;
};
