/** Whether what one author wrote on either side of linked pairs stands on both sides once, in its order. Asks the services, not the mirror. */
import type { SandboxServer } from '../../../sandbox/service.ts';
import type { BothServices, LinkedPair } from './link-pairs.ts';
import { carrier } from './pairs-organisation.ts';
import { seen } from './seen.ts';

type Side = 'mattermost' | 'microsoft';

/** What was written, by pair and side, oldest first: each a word of its own. */
export class Written {
  readonly #words = new Map<string, string[]>();
  #count = 0;

  constructor(private readonly services: BothServices) {}

  get count(): number {
    return this.#count;
  }

  /** The carrier writes one message with another client. Returns its word. */
  write(side: Side, pair: LinkedPair): string {
    this.#count += 1;
    const word = `w${this.#count}`;
    const content = side === 'mattermost' ? word : `<p>${word}</p>`;
    this.services[side].acts.post(carrier, placeOf(side, pair), { content });
    const name = nameOf(side, pair);
    this.#words.set(name, [...(this.#words.get(name) ?? []), word]);
    return word;
  }

  of(side: Side, pair: LinkedPair): readonly string[] {
    return this.#words.get(nameOf(side, pair)) ?? [];
  }
}

/** How many messages have their counterpart: copies of one are counted once. */
export const countCarried = (
  services: BothServices,
  pairs: readonly LinkedPair[],
  written: Written,
): number => {
  const standing = wordsOn(services);
  return pairs
    .flatMap((pair) => sides.map((origin) => ({ pair, origin, there: otherOf(origin) })))
    .reduce((sum, { pair, origin, there }) => {
      const words = new Set(standing[there](placeOf(there, pair)).map(({ word }) => word));
      return sum + written.of(origin, pair).filter((word) => words.has(word)).length;
    }, 0);
};

/** One line for each message that was lost or doubled, and for each order that was not kept; empty when both sides say the same. */
export const findings = (
  services: BothServices,
  pairs: readonly LinkedPair[],
  written: Written,
): readonly string[] => {
  const standing = wordsOn(services);
  return pairs.flatMap((pair) =>
    sides.flatMap((origin) => {
      const words = written.of(origin, pair);
      const here = standing[origin](placeOf(origin, pair));
      const there = standing[otherOf(origin)](placeOf(otherOf(origin), pair));
      return [
        ...miscounted(words, here).map((what) => `${pair.name}: ${what} where it was written, on ${origin}`),
        ...miscounted(words, there).map((what) => `${pair.name}: ${what} opposite ${origin}`),
        ...misordered(new Set(words), here, there).map((what) => `${pair.name}: ${what} of ${origin}`),
      ];
    }),
  );
};

interface Standing {
  readonly word: string;
  readonly createdAt: number;
}

const miscounted = (words: readonly string[], all: readonly Standing[]): readonly string[] =>
  words.flatMap((word) => {
    const times = all.filter((one) => one.word === word).length;
    return times === 1 ? [] : [`${word} stands ${times} times`];
  });

/** What comes before what was written earlier. Of the same millisecond neither is the earlier: no service says more. */
const misordered = (
  words: ReadonlySet<string>,
  here: readonly Standing[],
  there: readonly Standing[],
): readonly string[] => {
  const writtenAt = new Map(here.map(({ word, createdAt }) => [word, createdAt]));
  const own = there.filter(({ word }) => words.has(word) && writtenAt.has(word));
  return own.flatMap(({ word }, at) => {
    const before = own[at - 1];
    const late = before && (writtenAt.get(before.word) ?? 0) > (writtenAt.get(word) ?? 0);
    return late ? [`${before.word} comes before ${word}`] : [];
  });
};

/** The words in each conversation, in the service's own order. */
const wordsOn = (services: BothServices): Readonly<Record<Side, (place: string) => readonly Standing[]>> => {
  const standingOf = (acts: SandboxServer['acts']) => {
    const messages = new Map(
      acts
        .truth(carrier)
        .messages.filter(({ deleted }) => !deleted)
        .map((message) => [`${message.conversationId} ${message.id}`, message]),
    );
    return (place: string): readonly Standing[] =>
      acts.messages(place).flatMap(({ id }) => {
        const message = messages.get(`${place} ${id}`);
        const word = /\bw\d+\b/.exec(seen(message?.content ?? ''))?.[0];
        return message && word !== undefined ? [{ word, createdAt: message.createdAt }] : [];
      });
  };
  return {
    mattermost: standingOf(services.mattermost.acts),
    microsoft: standingOf(services.microsoft.acts),
  };
};

const sides: readonly Side[] = ['mattermost', 'microsoft'];
const otherOf = (side: Side): Side => (side === 'mattermost' ? 'microsoft' : 'mattermost');
const placeOf = (side: Side, pair: LinkedPair): string =>
  side === 'mattermost' ? pair.mattermost : pair.teams;
const nameOf = (side: Side, pair: LinkedPair): string => `${side} ${pair.name}`;
