import { describe, expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { keptPlace, nowhere, placeToKeep, type Place } from './place.ts';

const id = 'a|c' as ConversationId;
const place: Place = { kind: 'conversation', id, thread: 'a|m' as MessageId, goal: null };

describe('the place of the last time', () => {
  it('comes back, with its thread and without the message that was searched', () => {
    const kept = placeToKeep({ ...place, goal: { id: 'a|n' as MessageId, at: 5 } });
    expect(keptPlace(kept, () => true)).toEqual(place);
    expect(kept).not.toContain('a|n');
  });

  it('is dropped when the conversation has gone', () => {
    expect(keptPlace(placeToKeep(place), (other) => other !== id)).toEqual(nowhere);
  });

  it.each([null, '', 'null', '{', '5', '[]', '{"id":5}', '{"thread":"a|m"}'])('%s is nowhere', (kept) => {
    expect(keptPlace(kept, () => true)).toEqual(nowhere);
  });

  it('is not kept where none is open', () => {
    expect(keptPlace(placeToKeep(nowhere), () => true)).toEqual(nowhere);
    expect(keptPlace(placeToKeep({ kind: 'links' }), () => true)).toEqual(nowhere);
  });
});
