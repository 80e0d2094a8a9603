/**
 * What people write in their own Isthmuses, at random from a seed: messages by the page's intents, some with a file, changed and taken back
 * before they are sent, tried again where they were refused. At the end each stands on its service once as it was wanted last, with its
 * file, in the order in which it was wanted.
 */
import type { PersonKey } from '../../../../sandbox/organisation/plan.ts';
import type { TruthMessage } from '../../../../sandbox/service.ts';
import {
  type AccountId,
  type CarryKey,
  type ConversationId,
  type FileId,
  keyOfWritten,
} from '../../../../renderer/model/index.ts';
import {
  type ComposedMessage,
  type Unsent,
  wantMessageSent,
  wantUnsentEdited,
  wantUnsentRemoved,
  wantUnsentTriedAgain,
} from '../../../../renderer/store/index.ts';
import { paragraph, textInline } from '../../../../renderer/text/document/index.ts';
import type { SimulatedIsthmus } from '../../simulated.ts';
import type { Events } from './events.ts';
import { seen } from '../seen.ts';
import type { CarryWorld, Pair } from '../world.ts';

type SideName = 'mattermost' | 'microsoft';

export type WriterDeed = 'writes' | 'attaches' | 'edits' | 'takes-back' | 'tries-again';

/** One message that somebody wrote in Isthmus. */
interface Written {
  readonly word: string;
  /** As it was wanted last. */
  edition: string;
  readonly by: SimulatedIsthmus;
  readonly person: PersonKey;
  readonly pair: Pair;
  readonly side: SideName;
  readonly unsent: Unsent;
  /** The name of its file; null for none. */
  readonly file: string | null;
  isWanted: boolean;
  /** It was refused once: others have passed it, and it stands where it arrived. */
  wasRefused: boolean;
  /** The computer lost its disk since: what it had not sent is lost with it, and what it had is never sent again. */
  isOnLostDisk: boolean;
}

/** So that no word of the events is one of these. */
const firstWord = 500_000;

export class Writers {
  readonly counts: Partial<Record<WriterDeed, number>> = {};
  readonly #written: Written[] = [];
  readonly #disks = new Map<SimulatedIsthmus, number>();
  #count = firstWord;

  /** `random` is the writers' own: what happens on the services stays the same whatever they do. */
  constructor(
    private readonly world: CarryWorld,
    private readonly random: () => number,
    private readonly events: Pick<Events, 'origins' | 'removed' | 'noteOf'>,
    /** Whether every third message has a file. */
    private readonly attaches = false,
  ) {}

  /** Somebody does something. */
  async act(): Promise<void> {
    this.#mindDisks();
    const { computers, pairs } = this.world;
    const by = this.#pick(computers);
    // Whoever writes has a window before them; one that is killed has none.
    if (!by.hasPage) return;
    const what = this.random();
    const open = await this.#openOf(by);
    if (open.length > 0 && what < 0.5) await this.#change(by, this.#pick(open));
    else {
      const pair = this.#pick(pairs.filter(({ name }) => name !== 'pair' || by.person !== 'cleo'));
      const one = await this.write(by, pair, this.random() < 0.5 ? 'mattermost' : 'microsoft');
      // Some think better of it at once, before the engine has looked.
      if (one && this.random() < 0.25) await this.#change(by, one);
    }
  }

  /** Everybody tries again what was refused; true when nothing is left to be sent. */
  async finish(): Promise<boolean> {
    this.#mindDisks();
    let isDone = true;
    for (const by of this.world.computers) {
      const { database } = by;
      const failed = await database.settledAttempts.filter(({ state }) => state.kind === 'failed').toArray();
      for (const { key, want } of failed) if (want.kind === 'send') await this.#tryAgain(by, key);
      const left =
        (await database.attempts.count()) + (await database.intents.filter((row) => 'key' in row).count());
      isDone &&= left === 0 && failed.every(({ want }) => want.kind !== 'send');
    }
    return isDone;
  }

  /** What does not stand on its service as it was wanted, a line each. */
  findings(): string[] {
    this.#mindDisks();
    const found = this.#written.flatMap((one) => this.#findingsOf(one));
    return [...found, ...this.#misordered()];
  }

  /** Somebody writes a word in their Isthmus; null where its mirror does not have the place yet. */
  async write(by: SimulatedIsthmus, pair: Pair, side: SideName): Promise<Written | null> {
    const place = await placeOf(by, pair, side);
    if (!place) return null;
    const word = `w${(this.#count += 1)}`;
    const unsent: Unsent = { ...place, key: keyOfWritten(`${word}-${this.random()}`) };
    const file = this.attaches && this.#written.length % 3 === 0 ? `f${this.#count}.txt` : null;
    const one: Written = {
      ...{ word, edition: word, by, person: by.person, pair, side, unsent, file, isWanted: true },
      ...{ wasRefused: false, isOnLostDisk: false },
    };
    this.#written.push(one);
    this.events.origins.set(word, side);
    await wantMessageSent(by.database, unsent, saying(word, file), by.services.time.now());
    this.#did('writes', one);
    if (file !== null) this.#did('attaches', one);
    return one;
  }

  async #change(by: SimulatedIsthmus, one: Written): Promise<void> {
    const now = by.services.time.now();
    if (this.random() < 0.6) {
      one.edition = `${one.word} e${(this.#count += 1)}`;
      await wantUnsentEdited(by.database, one.unsent, saying(one.edition, one.file), now);
      this.#did('edits', one);
    } else {
      one.isWanted = false;
      await wantUnsentRemoved(by.database, one.unsent, now);
      this.#did('takes-back', one);
    }
  }

  async #tryAgain(by: SimulatedIsthmus, key: CarryKey): Promise<void> {
    const one = this.#written.find(({ unsent }) => unsent.key === key);
    if (!one) return;
    one.wasRefused = true;
    await wantUnsentTriedAgain(by.database, one.unsent, by.services.time.now());
    this.#did('tries-again', one);
  }

  /** What the page would show as not sent yet. */
  async #openOf(by: SimulatedIsthmus): Promise<readonly Written[]> {
    const rows = [
      ...(await by.database.attempts.toArray()),
      ...(await by.database.settledAttempts.filter(({ state }) => state.kind === 'failed').toArray()),
    ];
    for (const { key, state } of rows) {
      const one = this.#written.find(({ unsent }) => unsent.key === key);
      if (one && state.kind === 'failed') one.wasRefused = true;
    }
    const keys = new Set(rows.flatMap(({ key, want }) => (want.kind === 'send' ? [key] : [])));
    return this.#written.filter(({ unsent, isWanted }) => isWanted && keys.has(unsent.key));
  }

  #mindDisks(): void {
    for (const by of this.world.computers) {
      const lost = by.disksLost;
      if (lost === (this.#disks.get(by) ?? 0)) continue;
      this.#disks.set(by, lost);
      for (const one of this.#written) if (one.by === by) one.isOnLostDisk = true;
    }
  }

  #standing({ pair, side }: Pick<Written, 'pair' | 'side'>): readonly TruthMessage[] {
    const id = side === 'mattermost' ? pair.mattermost : pair.teams;
    return this.world.services[side].acts
      .truth('anna')
      .messages.filter(({ conversationId, deleted }) => conversationId === id && !deleted);
  }

  #saying(one: Pick<Written, 'pair' | 'side' | 'word'>): readonly TruthMessage[] {
    return this.#standing(one).filter(({ content }) => new RegExp(`\\b${one.word}\\b`).test(seen(content)));
  }

  #findingsOf(one: Written): string[] {
    const { word, edition, pair, side, isWanted, isOnLostDisk } = one;
    const found = this.#saying(one);
    const say = (what: string): string[] => [`${word} of ${one.person} in ${pair.name} on ${side}: ${what}`];
    if (found.length > 1) return say(`stands there ${found.length} times`);
    const [message] = found;
    if (isOnLostDisk || this.events.removed.has(word)) return [];
    if (!isWanted) return message ? say('was taken back, and stands there') : [];
    if (!message) return say('is not there');
    // With its file once; and the copy of it, where there is one, too.
    const files = one.file ?? '';
    if (message.files.join() !== files) return say(`has the files ${message.files.join()}, not ${files}`);
    const copies = this.#saying({ ...one, side: side === 'mattermost' ? 'microsoft' : 'mattermost' });
    const copied = copies[0]?.files.join() ?? files;
    if (copied !== files) return say(`has the files ${copied} in its copy, not ${files}`);
    const is = /\be(\d+)\b/.exec(seen(message.content));
    const isByHand = is !== null && Number(is[1]) < firstWord;
    const expected = edition === word ? null : edition.split(' ')[1];
    return isByHand || (is?.[0] ?? null) === expected ? [] : say(`says ${message.content}, not ${edition}`);
  }

  /** Of one computer and conversation what was never refused stands in the order in which it was wanted. */
  #misordered(): string[] {
    const findings: string[] = [];
    const last = new Map<string, { readonly word: string; readonly at: number }>();
    for (const one of this.#written) {
      const [message] = this.#saying(one);
      if (!message || one.wasRefused || one.isOnLostDisk) continue;
      const lane = `${this.world.computers.indexOf(one.by)} ${one.unsent.target}`;
      const before = last.get(lane);
      if (before && before.at > message.createdAt) findings.push(`${one.word} stands before ${before.word}`);
      last.set(lane, { word: one.word, at: message.createdAt });
    }
    return findings;
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  #did(deed: WriterDeed, { edition, person, pair, side }: Written): void {
    this.counts[deed] = (this.counts[deed] ?? 0) + 1;
    this.events.noteOf(`${person} ${deed} ${edition} in ${pair.name} on ${side}, in Isthmus`);
  }
}

const saying = (words: string, file: string | null): ComposedMessage => ({
  text: {
    document: { blocks: [paragraph(textInline(words))] },
    ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
  },
  files:
    file === null
      ? []
      : [
          {
            id: file as FileId,
            name: file,
            mimeType: 'text/plain',
            bytes: new Blob([`low water of ${file}`]),
          },
        ],
});

/** Where a pair's side is in a computer's mirror; null while the mirror does not have it. */
const placeOf = async (
  { database }: SimulatedIsthmus,
  { mattermost, teams }: Pair,
  side: SideName,
): Promise<{ readonly accountId: AccountId; readonly target: ConversationId } | null> => {
  const key = side === 'mattermost' ? mattermost : teams;
  const row = await database.conversations.filter(({ id }) => id.endsWith(key)).first();
  return row ? { accountId: row.accountId, target: row.id } : null;
};
