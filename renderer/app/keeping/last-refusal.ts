/** Decides for one place what it says: its last refusal, until a write that was begun after it is taken. */

export type NotKeptReason = 'disk-full' | 'not-kept';

/** Tells what became of a write; null: it was taken. */
export type TellOutcome = (refused: NotKeptReason | null) => void;

/**
 * Gives what is called when a write begins; that gives what tells its outcome. `show` gets what the place says from now on. Of two writes that
 * run at once, one that is taken does not hide that the other one was refused.
 */
export const refusalsShownBy = (show: TellOutcome): (() => TellOutcome) => {
  let refusals = 0;
  return () => {
    const before = refusals;
    return (refused) => {
      if (refused !== null) refusals += 1;
      else if (refusals !== before) return;
      show(refused);
    };
  };
};
