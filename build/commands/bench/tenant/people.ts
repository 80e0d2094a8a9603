/** What people do: whether they look at Isthmus, at what, and what they write. */
import { assumed } from './assumptions.ts';
import type { Desktop } from './desktop.ts';
import type { PlannedConversation } from './tenant-plan.ts';

interface Chance {
  readonly after: (ms: number, work: () => void) => void;
  readonly random: () => number;
}

/** A time with this mean after which something happens, if it may happen at any moment, ms. */
export const chanceOf = (random: () => number, mean: number): number => -Math.log(1 - random()) * mean;

export const oneOf = <Item>(random: () => number, items: readonly Item[]): Item | null =>
  items[Math.floor(random() * items.length)] ?? null;

/** Lets a person come and go at their desktop, from the moment at which it starts. */
export const liveAt = (
  desktop: Desktop,
  conversations: readonly PlannedConversation[],
  chance: Chance,
): void => {
  const { after, random } = chance;
  const linked = conversations.filter(({ kind }) => kind === 'channel');
  const chats = conversations.filter(({ kind }) => kind === 'chat');
  const choose = (): PlannedConversation | null =>
    oneOf(random, random() < assumed.opensLinked ? linked : chats);
  let open: PlannedConversation | null = null;
  let visit = 0;
  const goOn = (is: number): void => {
    after(chanceOf(random, assumed.opensAnother), () => {
      if (is !== visit) return;
      open = choose();
      desktop.looks('looks', open);
      goOn(is);
    });
  };
  const look = (): void => {
    visit += 1;
    open = choose();
    desktop.looks('looks', open);
    goOn(visit);
    after(chanceOf(random, assumed.looks), () => {
      visit += 1;
      const stays = random() < assumed.staysAtComputer;
      desktop.looks(stays ? 'behind' : 'away', open);
      after(chanceOf(random, stays ? assumed.behind : assumed.away), look);
    });
  };
  look();
};

/** Calls `work` at random times, `perHour` times an hour on average. */
export const repeatedly = ({ after, random }: Chance, perHour: number, work: () => void): void => {
  if (perHour <= 0) return;
  after(chanceOf(random, 3_600_000 / perHour), () => {
    work();
    repeatedly({ after, random }, perHour, work);
  });
};
