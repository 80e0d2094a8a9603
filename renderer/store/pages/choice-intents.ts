/** Intents about conversations. For a linked pair each is stored for both sides, because they are one conversation for the user. */
import type { AccountId, ConversationId, NoticeLevel } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { ChoiceIntentFailure, IntentRow } from '../intent-rows.ts';
import { changeIntent, readIntentsOf } from './intents.ts';
import type { PageWrites } from './page-writes.ts';

/** An intent about a conversation that a service may refuse: it stays with its failure until the user has seen it. */
export type ChoiceIntent = Extract<IntentRow, { readonly kind: 'favour' | 'mute' | 'hide' }>;

export const isChoiceIntent = (row: IntentRow): row is ChoiceIntent =>
  row.kind === 'favour' || row.kind === 'mute' || row.kind === 'hide';

/** The choices that are open or refused, in the order in which they were made. */
export const readChoiceIntents = (tables: Reads<'intents'>): Promise<ChoiceIntent[]> =>
  readIntentsOf(tables, 'favour', 'mute', 'hide');

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
type ChoiceWish = WishOf<'choose-notices'> | WishOf<'favour'> | WishOf<'mute'> | WishOf<'hide'>;

const wantOfSides = async (
  { intents }: Pick<PageWrites, 'intents'>,
  sides: readonly WantedSide[],
  wish: ChoiceWish,
  at: number,
): Promise<void> => {
  await intents.bulkAdd(sides.map(({ id, accountId }) => ({ ...wish, accountId, conversationId: id, at })));
};

/** Asks for another notice level; null: as the service has it. `at` is this machine's clock, ms, here and below. */
export const wantNoticeLevel = (
  database: PageWrites,
  sides: readonly WantedSide[],
  level: NoticeLevel | null,
  at: number,
): Promise<void> => wantOfSides(database, sides, { kind: 'choose-notices', level }, at);

export const wantFavourite = (
  database: PageWrites,
  sides: readonly WantedSide[],
  favourite: boolean,
  at: number,
): Promise<void> => wantOfSides(database, sides, { kind: 'favour', favourite, failure: null }, at);

/** Asks to mute until this time, ms, or `forEver`; null: to stop muting. */
export const wantMuted = (
  database: PageWrites,
  sides: readonly WantedSide[],
  until: number | null,
  at: number,
): Promise<void> => wantOfSides(database, sides, { kind: 'mute', until, failure: null }, at);

/** Hide until the next message, or show again. The engine wants it too, when somebody writes. */
export const wantHidden = (
  database: Pick<PageWrites, 'intents'>,
  sides: readonly WantedSide[],
  hidden: boolean,
  at: number,
): Promise<void> => wantOfSides(database, sides, { kind: 'hide', hidden, failure: null }, at);

type UnreadIntent = Extract<IntentRow, { readonly kind: 'unread' }>;

/** An intent that a service has refused, and whose failure the user has not seen. */
export type RefusedChoice = (ChoiceIntent | UnreadIntent) & { readonly failure: ChoiceIntentFailure };

const canBeRefused = (row: IntentRow): row is ChoiceIntent | UnreadIntent =>
  isChoiceIntent(row) || row.kind === 'unread';
const isRefused = (row: IntentRow): row is RefusedChoice =>
  canBeRefused(row) && row.failure !== null && row.failure !== undefined;

/** What was refused, oldest first. */
export const readRefusedChoices = async (tables: Reads<'intents'>): Promise<RefusedChoice[]> =>
  (await readIntentsOf(tables, 'favour', 'mute', 'hide', 'unread')).filter(isRefused);

/** The user has seen why these were refused: they go. */
export const seenChoiceRefusals = async (
  { intents }: PageWrites,
  rows: readonly RefusedChoice[],
): Promise<void> => {
  await intents.bulkDelete(rows.flatMap(({ id }) => (id === undefined ? [] : [id])));
};

/** A choice was refused: its intent stays with the reason. One that has gone meanwhile does not come back. */
export const refuseChoiceIntent = (
  database: IsthmusDatabase,
  id: number,
  failure: ChoiceIntentFailure,
): Promise<void> => changeIntent(database, id, canBeRefused, (row) => ({ ...row, failure }));
