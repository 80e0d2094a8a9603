/** What the mirror knows of a conversation, as its scheduler sees it: whole and well, each test says only what matters to it. */
import { Walk } from '../../renderer/connectors/walk.ts';
import type { Work } from '../../renderer/engine/mirror/pull/schedule.ts';
import type { RestPeriod } from '../../renderer/engine/mirror/setbacks/book.ts';
import type { ConversationId } from '../../renderer/model/index.ts';
import type { CursorRow } from '../../renderer/store/index.ts';
import { account, general } from './rows.ts';

/** A cursor of a conversation that is in the mirror whole. */
export const cursorOf = (over: Partial<CursorRow> = {}): CursorRow => ({
  conversationId: general,
  accountId: account,
  history: { kind: 'complete' },
  changes: 'c1',
  pulledAt: 0,
  ...over,
});

/** A conversation with nothing to do; `cursor` tells what is otherwise. */
export const workOf = (
  id: ConversationId,
  cursor: Partial<CursorRow> = {},
  over: Partial<Omit<Work, 'id' | 'cursor'>> = {},
): Work => ({
  id,
  lastActivityAt: 0,
  cursor: cursorOf({ conversationId: id, ...cursor }),
  stale: false,
  behind: false,
  rests: { history: null, changes: null },
  walks: { history: new Walk(), changes: new Walk() },
  isNew: false,
  blockedUntil: 0,
  servedAt: 0,
  busy: false,
  turn: null,
  spaced: null,
  slots: null,
  isUrgent: false,
  failures: 0,
  ...over,
});

/** What failed once, and may be asked again at `until`, ms. */
export const restOf = (until: number, over: Partial<RestPeriod> = {}): RestPeriod => ({
  reason: 'service-fails',
  failures: 1,
  until,
  lasting: false,
  ...over,
});
