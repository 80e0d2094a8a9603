import { expectTypeOf, it } from 'vitest';
import type { TableName } from '../../store/index.ts';
import type { AppWorld } from './world.ts';

it('the page’s world has only the tables that the page writes, because queries read all others (checked by types)', () => {
  expectTypeOf<Extract<keyof AppWorld['database'], TableName>>().toEqualTypeOf<
    'intents' | 'attention' | 'drafts' | 'draftFiles'
  >();
});
