/** The accounts on this machine, without their secrets, in one small file. */
import { z } from 'zod';
import { claims, knownAccount, shortText, webUrl } from '../../preload/contract/index.ts';
import { createWriter, readIfThere, setAside } from '../files/atomic.ts';

const [teamsAccount, mattermostAccount] = knownAccount.options;

/** What an account has on this machine: its tokens, and what was mirrored of it. */
const parts = ['tokens', 'mirror'] as const;
export type LeavingPart = (typeof parts)[number];
/** What of an account that was signed out has left already. */
const gone = z.array(z.enum(parts)).optional();

/** What main keeps beside what pages may know. */
const storedAccount = z.discriminatedUnion('service', [
  z.strictObject({
    service: z.literal('teams'),
    known: teamsAccount,
    /** Where it signed in: authority, client, and MSAL's name for the account. */
    loginUrl: webUrl,
    /** Kept by earlier versions, which asked with what the form had named. */
    authorityTenant: shortText.optional(),
    clientId: z.guid(),
    homeAccountId: shortText,
    /** What the next sign-in must satisfy, as the service wrote it; absent when nothing is asked. */
    claims: claims.optional(),
    /** Signed out: it stays here until all of it is gone. */
    leaving: z.boolean(),
    gone,
  }),
  z.strictObject({
    service: z.literal('mattermost'),
    known: mattermostAccount,
    method: z.enum(['password', 'token', 'browser']),
    leaving: z.boolean(),
    gone,
  }),
]);
export type StoredAccount = z.infer<typeof storedAccount>;
export type StoredTeamsAccount = Extract<StoredAccount, { service: 'teams' }>;
export type StoredMattermostAccount = Extract<StoredAccount, { service: 'mattermost' }>;

const fileShape = z.strictObject({ version: z.literal(1), accounts: z.array(storedAccount) });

/** The list of accounts. */
export interface Accounts {
  all(): readonly StoredAccount[];
  find(id: string): StoredAccount | null;
  /** Adds it, or replaces the one with the same id. */
  keep(account: StoredAccount): Promise<void>;
  /** Marks it as signed out. */
  leave(id: string): Promise<void>;
  /** A part of an account that is leaving has gone; with the last one the account leaves the list. Nothing happens to others. */
  parted(id: string, part: LeavingPart): Promise<void>;
  /** Whether the file was there but could not be read (it was set aside). */
  readonly damaged: boolean;
}

/** Opens the list in `file`. A damaged file is set aside, and the app starts without accounts. */
export async function openAccounts(file: string): Promise<Accounts> {
  const write = createWriter(file);
  let accounts: readonly StoredAccount[] = [];
  let damaged = false;
  const text = await readIfThere(file);
  if (text !== null) {
    try {
      accounts = fileShape.parse(JSON.parse(text)).accounts;
    } catch {
      // Harmless: `damaged` says it, and the file stays.
      damaged = true;
      await setAside(file);
    }
  }
  const become = (next: readonly StoredAccount[]): Promise<void> => {
    accounts = next;
    return write(`${JSON.stringify({ version: 1, accounts }, null, 2)}\n`);
  };
  return {
    damaged,
    all: () => accounts,
    find: (id) => accounts.find((account) => account.known.id === id) ?? null,
    keep: (account) => become([...accounts.filter(({ known }) => known.id !== account.known.id), account]),
    leave: (id) =>
      become(accounts.map((account) => (account.known.id === id ? { ...account, leaving: true } : account))),
    parted: (id, part) =>
      become(
        accounts.flatMap((account) => {
          if (account.known.id !== id || !account.leaving) return [account];
          const left = [...new Set([...(account.gone ?? []), part])];
          return left.length === parts.length ? [] : [{ ...account, gone: left }];
        }),
      ),
  };
}
