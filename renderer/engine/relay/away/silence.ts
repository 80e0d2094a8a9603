/** How long a register has shown the same. It is a register and not an event: who reads the same again knows that nothing came between. */
import type { RegisterNote } from '../../../connectors/author-registers.ts';

export interface Silence {
  /** What the register showed. */
  readonly of: string;
  /** From the end of the first reading that showed it to the beginning of the latest, by `TimePassed.atLeast`, ms. */
  readonly from: number;
  readonly to: number;
}

/** What tells one writing of a register from another; a register that is gone shows the same until it is there again. */
export const shownBy = (note: RegisterNote | null): string =>
  note === null ? 'gone' : `${note.epoch} ${note.beat}`;

/** The silence after one more reading. A reading that failed is none, and changes nothing. */
export const heardAgain = (
  silence: Silence | null,
  of: string,
  reading: { readonly began: number; readonly ended: number },
): Silence =>
  silence?.of === of
    ? { ...silence, to: Math.max(silence.to, reading.began) }
    : { of, from: reading.ended, to: reading.ended };

/** How long it lasts, as far as is proved, ms. */
export const silentFor = (silence: Silence | null): number =>
  silence === null ? 0 : silence.to - silence.from;
