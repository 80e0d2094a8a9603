/**
 * When a conversation may be asked for which many desktops ask. Graph answers all of them together once a second for each chat or channel (facts, graph §4),
 * so time is divided into slots, on which all agree by their clocks alone: some are for whoever cannot wait, some for the desktop whose turn it is (`crowd.ts`),
 * and, where a relay tells what changes, some for the relay. Pure.
 */
import type { Turn } from './crowd.ts';

/** Which slots are an Isthmus's in a conversation. */
export interface Slots {
  /** Who asks. */
  readonly of: 'relay' | 'desktop';
  /** Whether a relay tells what changes there: then the relay has slots of its own, and desktops wait longer for their turns. */
  readonly isTold: boolean;
  /** How much later than those of other conversations its rounds begin, ms: else all conversations were asked at the same time. */
  readonly shift: number;
}

/** Requests of two slots are this far apart, ms: more than a second, because networks and clocks differ. */
const slotLasts = 1_250;
/** A request begins within so much of its slot, ms: one that begins later could come together with that of the next slot. */
export const beginsWithin = 250;
/** The slots of a round, by whose they are. */
const toldSlots = ['relay', 'wanted', 'turn', 'wanted'] as const;
const untoldSlots = ['turn', 'wanted'] as const;
/** Between two slots for whoever cannot wait, ms. */
export const wantedApart = 2 * slotLasts;
/** Nobody waits longer than this for a turn, ms: in a larger conversation several people have the same one. */
const longestRound = 1_800_000;

const roundOf = ({ isTold }: Slots): readonly ('relay' | 'wanted' | 'turn')[] =>
  isTold ? toldSlots : untoldSlots;

/** How long until the time `at`, which comes again every `every`, ms; 0 while it has just begun. */
const untilNext = (at: number, every: number, now: number): number => {
  const since = (((now - at) % every) + every) % every;
  return since < beginsWithin ? 0 : every - since;
};

/** The shift of a conversation, by the name that all who share its limit have for it (FNV-1a, draft-eastlake-fnv). */
export const shiftOf = (resource: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < resource.length; at += 1)
    hash = Math.imul(hash ^ resource.charCodeAt(at), 0x01000193) >>> 0;
  return hash % (toldSlots.length * slotLasts);
};

/** How long until it may ask for what somebody waits for, ms. */
export const untilWanted = (slots: Slots, now: number): number => {
  const round = roundOf(slots);
  const own = slots.of === 'relay' ? 'relay' : 'wanted';
  const waits = round.flatMap((slot, at) =>
    slot === own ? [untilNext(slots.shift + at * slotLasts, round.length * slotLasts, now)] : [],
  );
  return waits.length === 0 ? 0 : Math.min(...waits);
};

/** How long until a desktop may ask in its turn, ms. */
export const untilTurn = ({ at, of }: Turn, slots: Slots, now: number): number => {
  const round = roundOf(slots);
  const roundLasts = round.length * slotLasts;
  const turns = Math.min(of, Math.floor(longestRound / roundLasts));
  return untilNext(
    slots.shift + round.indexOf('turn') * slotLasts + (at % turns) * roundLasts,
    turns * roundLasts,
    now,
  );
};
