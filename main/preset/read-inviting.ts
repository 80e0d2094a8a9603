/** Reads whom this desktop, where it is the organisation's relay, may invite to connect. */
import { mostLinesNamed, type RelayInviting } from '../../preload/contract/index.ts';
import { readInviteList } from '../../relay-settings/invite-list.ts';
import type { InvitationSettings } from '../../relay-settings/settings.ts';

/** Reads the list that the settings name. `settings`: those of the preset; null: nobody is invited. Never rejects. */
export const readInviting = async (settings: InvitationSettings | null): Promise<RelayInviting> => {
  if (settings === null) return { kind: 'nobody' };
  const { restrictedTo: file, ...others } = settings;
  if (file === null) return { kind: 'invites', ...others, list: null };
  const reading = await readInviteList(file);
  if (reading.kind === 'refused') return { kind: 'list-refused', file, why: reading.why };
  const { addresses, mistakes } = reading.list;
  return {
    kind: 'invites',
    ...others,
    list: {
      ...{ file, addresses: [...addresses], leftOut: mistakes.length },
      lines: mistakes.slice(0, mostLinesNamed).map(({ line }) => line),
    },
  };
};
