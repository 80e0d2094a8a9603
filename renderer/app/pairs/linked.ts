import type { Message, Service, TwinSides } from '../../model/index.ts';

/** Which link joins the two, and what it takes to know who is who on both sides. */
export interface Linked {
  readonly linkId: string;
  readonly sides: TwinSides;
}

/** On which side a message of a linked conversation was written; null where there are no sides. */
export const writtenOn = ({ accountId }: Message, linked: Linked | null): Service | null =>
  linked === null ? null : accountId === linked.sides.accounts.teams ? 'teams' : 'mattermost';
