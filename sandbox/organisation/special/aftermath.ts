/** Later changes of a message, each at least once: the same on both services. */
import { mentionMark } from '../talk/talk.ts';
import type { PersonKey, PlannedReaction } from '../plan.ts';

export interface Aftermath {
  readonly name: string;
  /** As the generator writes it: Markdown with mention marks. */
  readonly text: string;
  readonly after: (happening: {
    readonly at: number;
    readonly now: number;
    readonly members: readonly PersonKey[];
    readonly emoji: readonly string[];
  }) => {
    readonly reactions?: readonly PlannedReaction[];
    readonly editedAt?: number;
    readonly deletedAt?: number;
  };
}

const minute = 60_000;

/** `sample` is the person who should find mentions of themselves. */
export const aftermaths = (sample: PersonKey): readonly Aftermath[] => [
  {
    name: 'edited',
    text: 'The boat leaves at **seven**, not at six.',
    after: ({ at, now }) => ({ editedAt: Math.min(now, at + 2 * minute) }),
  },
  {
    name: 'deleted',
    text: 'Wrong channel, sorry.',
    after: ({ at, now }) => ({ deletedAt: Math.min(now, at + minute) }),
  },
  {
    name: 'popular',
    text: 'All forty stations of the northern line are back. Thank you, everybody!',
    after: ({ at, now, members, emoji }) => ({
      reactions: members.slice(0, 24).flatMap((by, number) => {
        const reaction = { by, at: Math.min(now, at + number * 7_000 + 1) };
        const first = { ...reaction, emoji: emoji[number % 5] ?? '' };
        return number % 4 === 0 ? [first, { ...reaction, emoji: emoji[5] ?? '' }] : [first];
      }),
    }),
  },
  {
    name: 'mentions the sample user',
    text: `${mentionMark(sample)} could you have a look at the numbers of last night?`,
    after: () => ({}),
  },
];
