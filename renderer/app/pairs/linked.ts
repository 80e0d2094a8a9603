import type { Message, Service, TwinSides } from '../../model/index.ts';

/** The link of a pair, and the values to find who is who on both sides. */
export interface Linked {
  readonly linkId: string;
  readonly sides: TwinSides;
}

/** The service on which a message of a linked conversation was written; null for a conversation that is not linked. */
export const writtenOn = ({ accountId }: Message, linked: Linked | null): Service | null =>
  linked === null ? null : accountId === linked.sides.accounts.teams ? 'teams' : 'mattermost';
