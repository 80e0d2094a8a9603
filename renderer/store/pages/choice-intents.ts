/** Intents about conversations. For a linked pair each is stored for both sides, because they are one conversation for the user. */
import type { AccountId, ConversationId, NoticeLevel } from '../../model/index.ts';
import type { IntentRow } from '../rows.ts';
import type { PageWrites } from './page-writes.ts';

/** One side of a conversation. */
export interface WantedSide {
  readonly id: ConversationId;
  readonly accountId: AccountId;
}

/** An intent without its place and its time. */
type WishOf<Kind extends IntentRow['kind']> = Omit<
  Extract<IntentRow, { readonly kind: Kind }>,
  'id' | 'accountId' | 'conversationId' | 'at'
>;
type ChoiceWish = WishOf<'choose-notices'> | WishOf<'mute'>;

const wantOfSides = async (
  database: PageWrites,
  sides: readonly WantedSide[],
  wish: ChoiceWish,
  at: number,
): Promise<void> => {
  await database.intents.bulkAdd(
    sides.map(({ id, accountId }) => ({ ...wish, accountId, conversationId: id, at })),
  );
};

/** Asks for another notice level; null: as the service has it. `at` is this machine's clock, ms, here and below. */
export const wantNoticeLevel = (
  database: PageWrites,
  sides: readonly WantedSide[],
  level: NoticeLevel | null,
  at: number,
): Promise<void> => wantOfSides(database, sides, { kind: 'choose-notices', level }, at);

/** Asks to mute until this time, ms, or `forEver`; null: to stop muting. */
export const wantMuted = (
  database: PageWrites,
  sides: readonly WantedSide[],
  until: number | null,
  at: number,
): Promise<void> => wantOfSides(database, sides, { kind: 'mute', until }, at);
