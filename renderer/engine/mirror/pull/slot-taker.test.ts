import { beforeEach, expect, it } from 'vitest';
import type { ConversationId } from '../../../model/index.ts';
import { SlotTaker } from './slot-taker.ts';
import { type Slots, shiftOf } from './slots.ts';
import type { Work } from './schedule.ts';

const linked = 't/channel/team/linked' as ConversationId;
const chat = 't/chat/some' as ConversationId;
const turn = { at: 1, of: 2 };
let slotsOf: (work: Pick<Work, 'id' | 'turn'>) => Slots | null;
let taken: number;
let slots: SlotTaker;
beforeEach(() => {
  taken = 0;
  slots = new SlotTaker({
    connector: { sharedResourceOf: (id) => (id.startsWith('t/') ? id.slice(id.lastIndexOf('/') + 1) : null) },
    works: {
      takeSlots: (of) => {
        slotsOf = of;
      },
      untilAsked: (id, from) => (id === linked ? from : NaN),
    },
    onTaken: () => void (taken += 1),
  });
});

it('among many desktops what has turns has a slots, and so has that of which a relay tells; nothing has without', () => {
  slots.expected = [linked];
  expect([slotsOf({ id: linked, turn: null }), slotsOf({ id: chat, turn: null })]).toEqual([null, null]);
  expect(slots.untilAsked('linked', 7)).toBe(0);
  slots.areMany = true;
  const shift = shiftOf('linked');
  for (const own of [turn, null])
    expect(slotsOf({ id: linked, turn: own })).toEqual({ of: 'desktop', isTold: true, shift });
  expect(slotsOf({ id: chat, turn })).toEqual({ of: 'desktop', isTold: false, shift: shiftOf('some') });
  expect(slotsOf({ id: chat, turn: null })).toBeNull();
  expect([slots.untilAsked('linked', 7), slots.untilAsked('some', 7)]).toEqual([7, 0]);
  slots.expected = [];
  expect(slots.untilAsked('linked', 7)).toBe(0);
  expect(taken).toBe(3);
});

it('a relay has a slots of its own where many ask for what it asks', () => {
  slots.expected = [linked, chat];
  slots.askedByMany = [linked];
  expect(slotsOf({ id: linked, turn: null })).toEqual({
    ...{ of: 'relay', isTold: true, shift: shiftOf('linked') },
  });
  expect(slotsOf({ id: chat, turn: null })).toBeNull();
  expect([slots.untilAsked('linked', 7), slots.untilAsked('some', 7)]).toEqual([7, 0]);
  slots.askedByMany = [];
  expect(slotsOf({ id: linked, turn: null })).toBeNull();
});
