import { expectTypeOf, it } from 'vitest';
import type { TableName } from '../../store/index.ts';
import type { AppWorld } from './world.ts';

it('has of the database what the page writes: all else is read by queries (held by the type check)', () => {
  expectTypeOf<Extract<keyof AppWorld['database'], TableName>>().toEqualTypeOf<
    'intents' | 'attention' | 'drafts' | 'draftFiles'
  >();
});
