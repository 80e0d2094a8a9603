/** A conversation's history, independent of a service: the lines with speakers and times, in threads or in a row, until the share is full. */
import type { PlannedPerson } from '../plan.ts';
import type { Chooser } from '../random.ts';
import { startTimes } from './rhythm.ts';
import type { TalkSource, Topic, Utterance } from './talk.ts';

/** The properties of a conversation that its history needs. */
export interface Setting {
  /** The people who may speak here, without bots. At least one. */
  readonly speakers: readonly PlannedPerson[];
  readonly topics: readonly Topic[];
  /** Threads beside each other (channels), or everything in a row (chats). */
  readonly threaded: boolean;
}

/** One message, not yet in a service's language. */
export interface Spoken extends Utterance {
  readonly at: number;
  /** Number of its stretch of talk. Lines that belong together have the same. */
  readonly stretch: number;
  /** Whether it is the first of its stretch. */
  readonly opens: boolean;
}

/** Of a stretch of talk, the part that still fits. A reply is not left without its beginning. */
const fitting = (talk: readonly Utterance[], room: number): readonly Utterance[] => talk.slice(0, room);

/** `count` messages, oldest stretch first; within a stretch in order of time. */
export const makeHistory = (
  setting: Setting,
  count: number,
  now: number,
  talk: TalkSource,
  chooser: Chooser,
): Spoken[] => {
  const stretches: (readonly Utterance[])[] = [];
  for (let room = count; room > 0;) {
    const stretch = fitting(talk(setting.speakers, setting.topics, chooser), room);
    stretches.push(stretch);
    room -= stretch.length;
  }
  const durations = stretches.map((stretch) => stretch.reduce((sum, { gap }) => sum + gap, 0));
  const starts = startTimes(durations, now, !setting.threaded, chooser);
  return stretches.flatMap((stretch, number) => {
    let at = starts[number] ?? now;
    return stretch.map((utterance, position) => {
      at += utterance.gap;
      return { ...utterance, at, stretch: number, opens: position === 0 };
    });
  });
};
