/** Who the relay's Teams user is: one small file without secrets, so that this is known also when the sign-in cannot be read. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { replaceFile } from '../config/replace-file.ts';

const shape = z.strictObject({
  /** Entra's tenant id and object id: together they identify one account. */
  tenantId: z.guid(),
  userId: z.guid(),
  /** MSAL's name for the person, the same in all tenants. */
  homeAccountId: z.string().min(1).max(200),
  /** The user principal name. */
  username: z.string().max(1_000),
  displayName: z.string().max(1_000),
  /** The claims that the next sign-in must satisfy, as Graph or Entra wrote them; null for none. */
  claims: z.string().min(1).max(10_000).nullable(),
});
export type TeamsUser = Readonly<z.infer<typeof shape>>;

export type TeamsUserReading =
  | { readonly kind: 'user'; readonly user: TeamsUser }
  /** Nobody has signed in here. */
  | { readonly kind: 'nobody' }
  /** The file is there, and is not what the relay wrote. */
  | { readonly kind: 'unreadable' };

/** Reads the file. Never rejects. */
export const readTeamsUser = async (path: string): Promise<TeamsUserReading> => {
  try {
    return { kind: 'user', user: shape.parse(JSON.parse(await readFile(path, 'utf8'))) };
  } catch (error) {
    // Harmless: the administrator is told.
    return { kind: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nobody' : 'unreadable' };
  }
};

export const writeTeamsUser = (path: string, user: TeamsUser): Promise<void> =>
  replaceFile(path, `${JSON.stringify(user, null, 2)}\n`);

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whether both are the same account: the same person in the same tenant. */
export const isSameUser = (
  one: Pick<TeamsUser, 'tenantId' | 'userId'>,
  other: Pick<TeamsUser, 'tenantId' | 'userId'>,
): boolean => isSame(one.tenantId, other.tenantId) && isSame(one.userId, other.userId);
