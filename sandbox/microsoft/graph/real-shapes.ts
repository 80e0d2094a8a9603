/**
 * Differences of real Graph from its description, seen in recorded payloads. They depend on the message or member, so that the same one
 * always has the same form.
 */
import type { User } from '../state/directory.ts';
import type { Member, Message } from '../state/model.ts';

type View = Readonly<Record<string, unknown>>;

const without = (view: View, name: string): View =>
  Object.fromEntries(Object.entries(view).filter(([key]) => key !== name));

/** For a message that never changed, the time of its last change is null in some and missing in others. */
const lastModified = (message: Message, view: View): View => {
  if (message.modifiedAt !== message.createdAt) return view;
  if (message.number % 7 === 3) return { ...view, lastModifiedDateTime: null };
  if (message.number % 7 !== 5) return view;
  return without(view, 'lastModifiedDateTime');
};

/** Not every message has a history, nor is it an empty list then. */
const history = (message: Message, view: View): View => {
  if (message.history.length > 0 || message.number % 2 === 0) return view;
  return without(view, 'messageHistory');
};

/** A message as it is sent. `onBehalfOf` is missing in the description of v1.0, but real Graph sends it. */
export const messageAsSent = (message: Message, view: View): View => {
  const subject = view.subject === null && message.number % 3 === 1 ? '' : view.subject;
  return history(message, lastModified(message, { ...view, subject, onBehalfOf: null }));
};

/** Roles are written with a capital by some parts of the service, and those of plain members are null at times. */
export const rolesAsSent = ({ user, role }: Member): readonly string[] | null => {
  const isOdd = odd(user);
  if (role === null) return isOdd ? null : [];
  return [isOdd ? `${role.charAt(0).toUpperCase()}${role.slice(1)}` : role];
};

/** About every second person, always the same ones. */
const odd = ({ id }: User): boolean => Number.parseInt(id.slice(-1), 16) % 2 === 1;

/** Lists of members do not name people of other organisations; their messages do. */
export const memberNameAsSent = (user: User): string | null =>
  user.kind === 'federated' ? null : user.displayName;
