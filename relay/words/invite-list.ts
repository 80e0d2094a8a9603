import type { InviteListReading, LineMistake } from '../../relay-settings/invite-list.ts';
import { say } from './say.ts';

/** What was read of the list at `path`, in lines for the administrator. */
export const inviteListRead = (reading: InviteListReading, path: string): readonly string[] => {
  if (reading.kind === 'refused') return [refused(reading.why, path)];
  const { addresses, mistakes } = reading.list;
  const read = say('invite.list-read', { path, addresses: String(addresses.size) });
  return [...mistakes.map((mistake) => lineMistake(mistake, path)), read];
};

const refused = (
  why: Extract<InviteListReading, { readonly kind: 'refused' }>['why'],
  path: string,
): string => {
  switch (why) {
    case 'absent':
      return say('invite.list-absent', { path });
    case 'unreadable':
      return say('invite.list-unreadable', { path });
    case 'too-large':
      return say('invite.list-too-large', { path });
    case 'no-column':
      return say('invite.list-no-column', { path });
  }
};

const lineMistake = ({ line, kind }: LineMistake, path: string): string =>
  kind === 'not-csv'
    ? say('invite.line-not-csv', { path, line })
    : say('invite.line-no-address', { path, line });
