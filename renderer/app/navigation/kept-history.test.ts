import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { historyToKeep, keptHistory } from './kept-history.ts';
import { nowhere, sightOn, type Place } from './place.ts';
import { goTo, historyAt, longestHistory, pushPlace, type PlaceHistory } from './place-history.ts';

const place = (id: string, thread: string | null = null, message: string | null = null): Place => ({
  kind: 'conversation',
  id: id as ConversationId,
  thread: thread as MessageId | null,
  goal: message === null ? null : { kind: 'led', id: message as MessageId, at: 5 },
});
const links: Place = { kind: 'links' };
const everywhere = sightOn({ shownAs: (id) => id, listIsPlace: true });
const through = (...places: readonly Place[]): PlaceHistory =>
  places.reduce((history, one) => pushPlace(history, one, everywhere), historyAt(nowhere));
const placesOf = ({ entries }: PlaceHistory): readonly Place[] => entries.map((entry) => entry.place);
const all = (): boolean => true;

/** The history at the next start. */
const restarted = (history: PlaceHistory, isThere: (id: ConversationId) => boolean = all): PlaceHistory =>
  keptHistory(historyToKeep(history, isThere), isThere);

describe('the stored history', () => {
  it('comes back whole, with the current place, threads and the page of links', () => {
    const history = goTo(through(place('a|c', 'a|m'), links, place('b|d')), -1, everywhere);
    expect(restarted(history)).toEqual(history);
    expect(history.entries[history.at]?.place).toEqual(links);
  });

  it('is stored without searched messages, and places that are equal without them are one', () => {
    const history = through(place('a|c'), place('a|c', null, 'a|n'), place('a|c', 'a|m', 'a|o'));
    const kept = historyToKeep(history, all);
    expect(kept).not.toMatch(/a\|[no]/);
    expect(placesOf(keptHistory(kept, all))).toEqual([nowhere, place('a|c'), place('a|c', 'a|m')]);
  });

  it('leaves out conversations that are gone', () => {
    const history = through(place('a|c'), place('b|d'), place('a|e'));
    const isThere = (id: ConversationId): boolean => !id.startsWith('b|');
    expect(historyToKeep(history, isThere)).not.toContain('b|d');
    const kept = keptHistory(historyToKeep(history, all), isThere);
    expect(placesOf(kept)).toEqual([nowhere, place('a|c'), place('a|e')]);
    expect(kept.at).toBe(2);
  });

  it('opens no conversation if the last one is gone; earlier places are still behind it', () => {
    const history = through(place('a|c'), place('b|d'));
    const kept = restarted(history, (id) => id !== 'b|d');
    expect(kept.entries[kept.at]?.place).toEqual(nowhere);
    expect(placesOf(kept)).toEqual([nowhere, place('a|c'), nowhere]);
  });

  it('has one place if an earlier version stored it', () => {
    expect(keptHistory('{"id":"a|c","thread":"a|m"}', all)).toEqual(historyAt(place('a|c', 'a|m')));
    expect(keptHistory('{"id":"a|c","thread":null}', () => false)).toEqual(historyAt(nowhere));
  });

  it.each([
    null,
    '',
    'null',
    '{',
    '5',
    '[]',
    '{"id":5}',
    '{"thread":"a|m"}',
    '{"places":[]}',
    '{"at":0,"places":5}',
    '{"at":"0","places":[{"kind":"links"}]}',
    '{"at":3,"places":[{"kind":"links"}]}',
    '{"at":0.5,"places":[{"kind":"links"}]}',
    '{"at":0,"places":[null]}',
    '{"at":0,"places":[{"kind":"conversation","id":7}]}',
  ])('is empty for %s', (kept) => {
    expect(keptHistory(kept, all)).toEqual(historyAt(nowhere));
  });

  it('is valid for any stored value', () => {
    fc.assert(
      fc.property(
        fc.record({
          at: fc.integer({ min: -2, max: 90 }),
          ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 90, size: 'max' }),
        }),
        ({ at, ids }) => {
          const text = JSON.stringify({ at, places: ids.map((id) => ({ kind: 'conversation', id })) });
          const history = keptHistory(text, (id) => id !== 'd');
          expect(history.entries.length).toBeLessThanOrEqual(longestHistory);
          const here = history.entries[history.at]?.place;
          const was = ids[at];
          expect(here).toEqual(was === undefined || was === 'd' ? nowhere : place(was));
          expect(historyToKeep(history, all)).not.toContain('"d"');
          expect(restarted(history)).toEqual(history);
        },
      ),
      { numRuns: 200, seed: 11 },
    );
  });
});
