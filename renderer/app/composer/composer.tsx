/** The box to write in, below a conversation or a thread. */
import { memo, useMemo, useState } from 'react';
import type { Message, Service } from '../../model/index.ts';
import type { DraftPlace } from '../../store/index.ts';
import type { ActWishes } from '../acts/wishes.ts';
import { useCarryHalts, useHalts } from '../carrying/halts.ts';
import type { Pair } from '../pairs/pairs.ts';
import { notWritableSentence } from './composer-sentences.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { Box } from './box.ts';
import { ClosedBox } from './closed-box.tsx';
import { keepSide, keptSide } from './kept-side.ts';
import { SideNote } from './side-note.tsx';
import { KeptEdit } from './draft/kept-edit.tsx';
import { WritingBox, type OnlyEdit, type OnlyEditBegun } from './writing-box.tsx';
import { carriageTo, haltAt, onlyEdits, writtenSide, whyNotWritable, type WriteSide } from './write-side.ts';

interface Properties {
  /** The place of the draft. */
  readonly place: DraftPlace;
  readonly pair: Pair | null;
  /** The conversations that can get the message: for a pair, both existing sides. */
  readonly sides: readonly WriteSide[];
  /** The name of the empty box, also for screen readers. */
  readonly label: string;
  readonly box: Box;
  readonly lastOwn: () => Message | Outgoing | null;
  /** The user's open wishes about messages here. */
  readonly wishes: ActWishes;
}

/** The composer, or a sentence with the reason why the user cannot write. */
export const Composer = memo(({ place, pair, sides, label, box, lastOwn, wishes }: Properties) => {
  const halts = useHalts();
  const carryHalts = useCarryHalts();
  const linkId = pair?.link.id ?? null;
  const [chosen, setChosen] = useState<Service | null>(() =>
    linkId === null ? null : keptSide(localStorage, linkId),
  );
  const side = writtenSide(sides, chosen);
  const other = useMemo(
    () => sides.find(({ conversation }) => conversation.id !== side?.conversation.id),
    [sides, side],
  );
  const [edited, setEdited] = useState<OnlyEditBegun | null>(null);
  const [wasEdited, setWasEdited] = useState(false);
  if (side === undefined) return null;
  const { service } = side.conversation;
  const why = whyNotWritable(side);
  // Who may not write there may still edit what they wrote before.
  const edits = onlyEdits(sides);
  // What was forbidden may be permitted meanwhile: then the box stays.
  if (!edits && edited !== null) setEdited(null);
  if (!edits && wasEdited) setWasEdited(false);
  const only: OnlyEdit | null =
    edits && edited !== null
      ? {
          begun: edited,
          ended: () => {
            setEdited(null);
            setWasEdited(true);
          },
        }
      : null;
  if (why !== null && only === null)
    return (
      <>
        {/* An edit that has just ended may still be kept for a moment. */}
        {edits && !wasEdited && <KeptEdit place={place} found={() => setEdited({ kind: 'kept' })} />}
        <ClosedBox
          box={box}
          words={notWritableSentence(why, service)}
          edit={edits ? (message, text) => setEdited({ kind: 'asked', message, text }) : null}
          hasFocus={wasEdited}
        />
      </>
    );
  const choose = (next: Service): void => {
    setChosen(next);
    if (linkId !== null) keepSide(localStorage, linkId, next);
  };
  return (
    <WritingBox
      {...{ place, side, other, label, box, lastOwn, wishes, only }}
      below={(there, across, isFixed) => (
        <SideNote
          service={there.conversation.service}
          carriage={pair && across ? carriageTo(across, pair.link.carried, carryHalts) : null}
          waits={haltAt(there.conversation.accountId, halts)}
          choose={!isFixed && across && whyNotWritable(across) === null ? choose : null}
        />
      )}
    />
  );
});
Composer.displayName = 'Composer';
