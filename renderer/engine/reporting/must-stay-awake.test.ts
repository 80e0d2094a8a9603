import { expect, it } from 'vitest';
import type { EngineRow } from '../../store/index.ts';
import { mustStayAwake } from './must-stay-awake.ts';

const carries: EngineRow = {
  ...{ key: 'engine', startedAt: 1, state: { kind: 'running' }, carryPause: { kind: 'none' } },
  carrier: { kind: 'this', until: 5 },
};
const awake = (over: Partial<EngineRow>) => mustStayAwake({ ...carries, ...over });

it('a relay that carries keeps the machine awake, also while it looks for its lease, and in a pause that ends by itself', () => {
  expect(mustStayAwake(carries)).toBe(true);
  expect(awake({ carrier: { kind: 'looking' } })).toBe(true);
  expect(awake({ carrier: { kind: 'none' } })).toBe(true);
  expect(awake({ carryPause: { kind: 'until', until: 9 } })).toBe(true);
  expect(awake({ state: { kind: 'disk-full' } })).toBe(true);
});

it('a relay that does not know yet who carries keeps it awake: a start without network may take the whole night', () => {
  const { carrier: _, ...started } = carries;
  expect(mustStayAwake(started)).toBe(true);
  expect(mustStayAwake(undefined)).toBe(true);
});

it('the machine may sleep where another relay carries, and where nobody does by choice', () => {
  expect(awake({ carrier: { kind: 'other' } })).toBe(false);
  expect(awake({ carryPause: { kind: 'handed-over' } })).toBe(false);
  expect(awake({ carryPause: { kind: 'until-ended' } })).toBe(false);
  expect(awake({ state: { kind: 'paused', by: 'user' } })).toBe(false);
  expect(awake({ state: { kind: 'wrong-account' } })).toBe(false);
});
