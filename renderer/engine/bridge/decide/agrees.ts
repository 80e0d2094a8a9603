/** Whether a message and its counterpart say the same, by their texts. */
import type { WritingCapability } from '../../../connectors/writing.ts';
import { type Message, otherService, type Service, type TwinSides } from '../../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase, LinkRow } from '../../../store/index.ts';
import { fingerprint } from '../../../text/fingerprint.ts';
import { acrossDocument } from '../text/across.ts';
import { directoryFor } from '../text/directory-for.ts';
import { carriedText, draftOf, mentionable } from '../text/drafting.ts';
import { joinParts, partsOf } from '../text/parts.ts';
import { dressingSeen, notedDressing, undressed } from '../text/undressing.ts';

/** Whether both forms say the same. It is only looked at where it is not known when they last agreed. */
export const agreesWith = async (
  database: IsthmusDatabase,
  sides: TwinSides & { readonly writing: Readonly<Record<Service, WritingCapability>> },
  link: LinkRow,
  isAway: boolean,
  row: CounterpartRow | null,
  origin: Message | null,
  copies: readonly Message[],
): Promise<boolean> => {
  if (row === null || origin === null || copies.length === 0) return true;
  if (row.carriedBy !== 'me' && !isAway) return true;
  if (row.originBase !== null && row.copyBase !== null) return true;
  const { writing } = sides;
  const there = writing[otherService(row.origin)];
  const originText = writing[row.origin].read(origin);
  const directory = await directoryFor(database, sides, originText);
  const text = carriedText(origin, row.origin, originText);
  const copied = copies.map((copy) => there.read(copy));
  const whole = joinParts(copied);
  const noted = notedDressing(row, copies);
  if (row.parts === 1)
    return (
      fingerprint(acrossDocument(text, directory, mentionable(link))) ===
      fingerprint(undressed(whole, text, noted))
    );
  // The cuts depend on the text alone: the same text is cut into the same parts.
  const draft = draftOf(origin, {
    service: row.origin,
    text: originText,
    directory,
    link,
    root: { kind: 'none' },
    toChat: false,
    showsAnswered: true,
    dressing: dressingSeen(text, whole, noted),
    files: [],
  });
  const parts = partsOf(draft, there);
  return (
    parts.length <= copies.length &&
    copied.every((copy, at) => fingerprint(parts[at]?.document ?? { blocks: [] }) === fingerprint(copy))
  );
};
