/** What the user chose for a link. */
import { type CarryChoice, sharedKeyOf } from '../../../model/index.ts';
import type { LinkRow } from '../../../store/index.ts';

/** What the user chose for this pair; a choice for another link of the same conversation says nothing. */
export const choiceFor = (
  choices: readonly CarryChoice[],
  link: Pick<LinkRow, 'mattermost' | 'teams'>,
): CarryChoice | null =>
  choices.find(
    ({ mattermost, teams }) =>
      mattermost === sharedKeyOf(link.mattermost) && teams === sharedKeyOf(link.teams),
  ) ?? null;

/** Whether the user does not want this link carried: they switched it off, or it is not carried before they switch it on. */
export const isSwitchedOff = ({ choice, carried, standing }: LinkRow): boolean =>
  choice === 'not-carried' || (choice === 'default' && standing.kind === 'good' && !carried);
