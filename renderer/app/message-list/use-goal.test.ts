import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../model/index.ts';
import type { MessageGoal } from '../navigation/goal.ts';
import { bodyMessage } from '../rich/testing/body-message.ts';
import type { TimelineItem } from '../timeline/items.ts';
import { nothing, type Timeline } from '../timeline/timeline.ts';
import { goalIndex, isBeyond } from './use-goal.ts';

const messageAt = (at: number) =>
  bodyMessage('text', `${at}`, { id: `at-${at}` as MessageId, createdAt: at });
const timelineOf = (hasOlder: boolean, ...times: number[]): Timeline => ({
  ...nothing,
  kind: 'ready',
  messages: times.map(messageAt),
  hasOlder,
});
const itemsOf = (...times: number[]): readonly TimelineItem[] =>
  times.map((at) => ({
    message: messageAt(at),
    startsDay: false,
    startsUnread: false,
    startsGroup: true,
  }));
const goalAt = (at: number): MessageGoal => ({ kind: 'led', id: `at-${at}` as MessageId, at });

describe('the list reads older messages for a goal', () => {
  it('while all messages that it has are newer than the goal', () => {
    expect(isBeyond(goalAt(5), timelineOf(true, 10, 20))).toBe(true);
    expect(isBeyond(goalAt(5), timelineOf(true))).toBe(true);
  });
  it('but not if it has the goal or its time, if no older ones exist, or if nothing was read yet', () => {
    expect(isBeyond(goalAt(10), timelineOf(true, 10, 20))).toBe(false);
    expect(isBeyond(goalAt(15), timelineOf(true, 10, 20))).toBe(false);
    expect(isBeyond(goalAt(5), timelineOf(false, 10, 20))).toBe(false);
    expect(isBeyond(goalAt(5), { ...timelineOf(true, 10, 20), kind: 'reading' })).toBe(false);
  });
  it('but never if the goal is the end', () => {
    expect(isBeyond({ kind: 'end' }, timelineOf(true, 10, 20))).toBe(false);
  });
});

describe('the list finds the goal', () => {
  it('by its id, or, if it is gone, as the next message', () => {
    expect(goalIndex(goalAt(20), itemsOf(10, 20, 30))).toBe(1);
    expect(goalIndex(goalAt(15), itemsOf(10, 20, 30))).toBe(1);
    expect(goalIndex(goalAt(40), itemsOf(10, 20, 30))).toBe(-1);
  });
  it('as the last item, if the goal is the end', () => {
    expect(goalIndex({ kind: 'end' }, itemsOf(10, 20, 30))).toBe(2);
    expect(goalIndex({ kind: 'end' }, [])).toBe(-1);
  });
});
