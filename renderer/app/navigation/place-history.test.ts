import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { nowhere, sightOn, type Place, type Sight } from './place.ts';
import {
  canGoTo,
  entryAt,
  goTo,
  historyAt,
  lastStand,
  leavePlace,
  longestHistory,
  pushPlace,
  replacePlace,
  type PlaceHistory,
} from './place-history.ts';

const conversation = (name: string, thread: string | null = null, message: string | null = null): Place => ({
  kind: 'conversation',
  id: name as ConversationId,
  thread: thread as MessageId | null,
  goal: message === null ? null : { kind: 'led', id: message as MessageId, at: 5 },
});
const links: Place = { kind: 'links' };

/** A screen with these conversations; `pairs` maps a conversation to the one that represents it. */
const screen = (
  names: readonly string[],
  { listIsPlace = false, pairs = {} }: { listIsPlace?: boolean; pairs?: Record<string, string> } = {},
): Sight =>
  sightOn({
    shownAs: (id) => (names.includes(id) ? ((pairs[id] ?? id) as ConversationId) : null),
    listIsPlace,
  });
const all = screen(['a', 'b', 'c']);

const through = (places: readonly Place[], sight: Sight = all): PlaceHistory =>
  places.reduce((history, place) => pushPlace(history, place, sight), historyAt(nowhere));
const placeIn = (history: PlaceHistory): Place => entryAt(history).place;

describe('the history of places', () => {
  it('goes back and forward, and drops the places ahead when the user goes to a new place', () => {
    const back = goTo(through([conversation('a'), conversation('b'), links]), -1, all);
    expect(placeIn(back)).toEqual(conversation('b'));
    expect(placeIn(goTo(back, 1, all))).toEqual(links);
    const elsewhere = pushPlace(back, conversation('c'), all);
    expect(canGoTo(elsewhere, 1, all)).toBe(false);
    expect(placeIn(goTo(elsewhere, -1, all))).toEqual(conversation('b'));
  });

  it('has separate places for a thread and for a message that a link opened', () => {
    const history = through([
      conversation('a'),
      conversation('a', 't'),
      conversation('a'),
      conversation('a', null, 'm'),
    ]);
    const seen = [history];
    while (canGoTo(seen[0] ?? history, -1, all)) seen.unshift(goTo(seen[0] ?? history, -1, all));
    expect(seen.map(placeIn)).toEqual([
      conversation('a'),
      conversation('a', 't'),
      conversation('a'),
      conversation('a', null, 'm'),
    ]);
  });

  it('has the list as a place only if it fills the window', () => {
    const history = through([conversation('a')]);
    expect(canGoTo(history, -1, all)).toBe(false);
    const narrow = screen(['a'], { listIsPlace: true });
    expect(placeIn(goTo(history, -1, narrow))).toEqual(nowhere);
  });

  it('does not grow if the user goes to the current place, but shows the message again', () => {
    const history = through([conversation('a', null, 'm')]);
    const left = leavePlace(history, { stand: { kind: 'end' }, thread: null, focus: null });
    const again = conversation('a', null, 'm');
    const after = pushPlace(left, again, all);
    expect(after.entries).toHaveLength(history.entries.length);
    expect(placeIn(after)).toBe(again);
    expect(entryAt(after).left).toBeNull();
  });

  it('has one place for both sides of a linked pair', () => {
    const paired = screen(['a', 'b', 'c'], { pairs: { b: 'a' } });
    expect(through([conversation('a'), conversation('b')], paired).entries).toHaveLength(2);
    // Linked meanwhile: going back is always seen.
    const history = through([conversation('c'), conversation('a'), conversation('b')]);
    expect(placeIn(goTo(history, -1, paired))).toEqual(conversation('c'));
  });

  it('keeps the state in which the user left a place', () => {
    const left = {
      stand: { kind: 'stood', id: 'm' as MessageId, at: 7, into: 3 },
      thread: { kind: 'end' },
      focus: { region: 'messages', message: 'm' as MessageId },
    } as const;
    const history = pushPlace(leavePlace(through([conversation('a')]), left), conversation('b'), all);
    expect(entryAt(history).left).toBeNull();
    expect(entryAt(goTo(history, -1, all)).left).toEqual(left);
  });

  it('knows how the messages were left that a thread covers, of both sides of a pair, until another conversation comes', () => {
    const stand = { kind: 'stood', id: 'm' as MessageId, at: 7, into: 3 } as const;
    const paired = screen(['a', 'b', 'c'], { pairs: { b: 'a' } });
    const left = leavePlace(through([conversation('a')]), { stand, thread: null, focus: null });
    const inThread = pushPlace(left, conversation('b', 't'), paired);
    expect(lastStand(inThread, conversation('b'), paired)).toBe(stand);
    const covered = leavePlace(inThread, { stand: null, thread: { kind: 'end' }, focus: null });
    expect(lastStand(covered, conversation('a'), paired)).toBe(stand);
    expect(lastStand(covered, conversation('c'), paired)).toBeNull();
    const elsewhere = pushPlace(covered, conversation('c'), paired);
    expect(lastStand(pushPlace(elsewhere, conversation('a'), paired), conversation('a'), paired)).toBeNull();
  });

  it('skips conversations that are gone, also the current one', () => {
    const history = through([conversation('a'), conversation('b'), conversation('c')]);
    expect(placeIn(goTo(history, -1, screen(['a', 'c'])))).toEqual(conversation('a'));
    expect(placeIn(goTo(history, -1, screen(['a'])))).toEqual(conversation('a'));
    expect(goTo(history, -1, screen(['c']))).toBe(history);
    // It is there again when the conversation is.
    expect(placeIn(goTo(history, -1, all))).toEqual(conversation('b'));
  });
});

// Acts of a user, and changes by the services.
const names = ['a', 'b', 'c', 'd'] as const;
const places: fc.Arbitrary<Place> = fc.oneof(
  fc.constant(nowhere),
  fc.constant(links),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(null, 't', 'u'), fc.constantFrom(null, 'm', 'n'))
    .map(([name, thread, message]) => conversation(name, thread, message)),
);
const steps = fc.oneof(
  fc.record({ kind: fc.constant('push' as const), place: places }),
  fc.record({ kind: fc.constant('replace' as const), place: places }),
  fc.record({ kind: fc.constant('go' as const), by: fc.constantFrom<-1 | 1>(-1, 1) }),
  fc.record({ kind: fc.constant('there' as const), names: fc.subarray([...names]), narrow: fc.boolean() }),
);

describe('for every sequence of acts', () => {
  it('the history is bounded, never leads to a removed conversation, and back after a new place returns', () => {
    let returned = 0;
    let passed = 0;
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 120, size: 'max' }), (life) => {
        let history = historyAt(nowhere);
        let sight = screen(names);
        for (const step of life) {
          const before = history;
          switch (step.kind) {
            case 'there':
              sight = screen(step.names, { listIsPlace: step.narrow });
              break;
            case 'replace':
              history = replacePlace(history, step.place);
              break;
            case 'go': {
              history = goTo(history, step.by, sight);
              expect(canGoTo(before, step.by, sight)).toBe(history !== before);
              if (history === before) break;
              const here = sight(placeIn(history));
              expect(here).not.toBeNull();
              expect(here).not.toBe(sight(placeIn(before)));
              if (Math.abs(history.at - before.at) > 1) passed += 1;
              break;
            }
            case 'push': {
              history = pushPlace(history, step.place, sight);
              expect(placeIn(history)).toBe(step.place);
              const [was, is] = [sight(placeIn(before)), sight(step.place)];
              if (was === null || is === null || was === is) break;
              const back = goTo(history, -1, sight);
              expect(placeIn(back)).toBe(placeIn(before));
              expect(placeIn(goTo(back, 1, sight))).toBe(step.place);
              returned += 1;
            }
          }
          expect(history.entries.length).toBeLessThanOrEqual(longestHistory);
          expect(history.entries[history.at]).toBeDefined();
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    // Both were tried.
    expect(returned).toBeGreaterThan(100);
    expect(passed).toBeGreaterThan(100);
  });

  it('the oldest entries are dropped', () => {
    const long = through(
      Array.from({ length: 3 * longestHistory }, (_, index) => conversation('a', `t${index}`)),
    );
    expect(long.entries).toHaveLength(longestHistory);
    expect(long.at).toBe(longestHistory - 1);
    expect(placeIn(long)).toEqual(conversation('a', `t${3 * longestHistory - 1}`));
  });
});
