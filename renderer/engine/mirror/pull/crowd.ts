/**
 * What a desktop does otherwise where many desktops share the limits of a service that does not push: it asks more seldom, and asks each conversation
 * in its turn. Pure.
 */
import type { PersonId } from '../../../model/index.ts';
import type { CadenceTable } from './cadence.ts';

/**
 * For each desktop, ms between two requests of this kind: so that a thousand of them together use less than the half of Graph's limits per app and
 * tenant (facts, graph §4: 20 a second for messages of chats, and of channels; 30 for lists of chats), if a quarter of them is looked at, and half of
 * them is open besides. What people open and what moved is asked besides, and needs most of that half.
 */
const perDesktop: CadenceTable = {
  focused: { index: 40, attended: 240, sweep: 1_800, kept: 60, overview: 1_800, presence: 60 },
  unfocused: { index: 160, attended: 3_600, sweep: 3_600, kept: 60, overview: 3_600, presence: 120 },
  away: { index: 300, attended: null, sweep: null, kept: 300, overview: null, presence: null },
  hinted: 3_600,
};

const slower = (own: number | null, each: number | null, desktops: number): number | null =>
  own === null || each === null ? own : Math.max(own, each * desktops);

/** The cadence of one of so many desktops: never faster than its own. */
export const cadenceAmong = (desktops: number, table: CadenceTable): CadenceTable => {
  const paced = (presence: 'focused' | 'unfocused' | 'away'): CadenceTable['focused'] => {
    const own = table[presence];
    const each = perDesktop[presence];
    return {
      index: slower(own.index, each.index, desktops),
      attended: slower(own.attended, each.attended, desktops),
      sweep: slower(own.sweep, each.sweep, desktops),
      kept: slower(own.kept, each.kept, desktops),
      overview: slower(own.overview, each.overview, desktops),
      presence: slower(own.presence, each.presence, desktops),
    };
  };
  return {
    focused: paced('focused'),
    unfocused: paced('unfocused'),
    away: paced('away'),
    hinted: Math.max(table.hinted, perDesktop.hinted * desktops),
  };
};

/** Which of the people of a conversation the user is: they ask it one after the other (`slots.ts`). */
export interface Turn {
  readonly at: number;
  readonly of: number;
}

/** The turn of `me` among these people, whom all of them know; null if it is alone there or not among them. */
export const turnOf = (me: PersonId, people: readonly PersonId[]): Turn | null =>
  people.length < 2 || !people.includes(me)
    ? null
    : { at: people.filter((one) => one < me).length, of: people.length };
