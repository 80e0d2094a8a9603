/** The accounts on this machine, without their secrets, in one small file. */
import { z } from 'zod';
import {
  claims,
  knownAccount,
  type Preset,
  relayRefusal,
  shortText,
  webUrl,
} from '../../preload/contract/index.ts';
import { createWriter, readIfThere, setAside } from '../files/atomic.ts';

const [teamsAccount, mattermostAccount] = knownAccount.options;

/** The data that an account has on this machine: its tokens, and its part of the mirror. */
const parts = ['tokens', 'mirror'] as const;
export type LeavingPart = (typeof parts)[number];
/** The parts that are already deleted of an account that was signed out. */
const gone = z.array(z.enum(parts)).optional();

/** The stored form of an account: the part that pages may know, and fields that only main uses. */
const storedAccount = z.discriminatedUnion('service', [
  z.strictObject({
    service: z.literal('teams'),
    known: teamsAccount,
    /** The registration of the last sign-in: authority, client, and MSAL's name for the account. */
    loginUrl: webUrl,
    /** Written by earlier versions: the tenant that the form had named. */
    authorityTenant: shortText.optional(),
    clientId: z.guid(),
    homeAccountId: shortText,
    /** The claims that the next sign-in must satisfy, as the service wrote them; absent if there are none. */
    claims: claims.optional(),
    /** The user has signed out. The account stays in the file until all of its parts are deleted. */
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
  /** Adds the account, or replaces the one with the same id. */
  keep(account: StoredAccount): Promise<void>;
  /** Marks the account as signed out. */
  leave(id: string): Promise<void>;
  /** Notes that one part of a leaving account is deleted. After the last part the account leaves the list. Ignored for other accounts. */
  parted(id: string, part: LeavingPart): Promise<void>;
  /** Whether the file existed but could not be read. It was renamed then. */
  readonly damaged: boolean;
}

/** Notes on an account of the relay that it is one. It stays so until it is signed out, whatever later presets say. */
const asOfRelay = (account: StoredAccount, relay: Preset['relay']): StoredAccount =>
  relay?.here !== true || account.known.ofRelay === true || relayRefusal(relay, account.known) !== null
    ? account
    : withMark(account);

const withMark = (account: StoredAccount): StoredAccount => {
  switch (account.service) {
    case 'teams':
      return { ...account, known: { ...account.known, ofRelay: true } };
    case 'mattermost':
      return { ...account, known: { ...account.known, ofRelay: true } };
  }
};

/**
 * Opens the list in `file`. A damaged file is renamed, and the list begins empty.
 * @param relay the organisation's relay, by this start's preset
 */
export async function openAccounts(file: string, relay: Preset['relay']): Promise<Accounts> {
  const write = createWriter(file);
  let accounts: readonly StoredAccount[] = [];
  let damaged = false;
  const text = await readIfThere(file);
  if (text !== null) {
    try {
      accounts = fileShape.parse(JSON.parse(text)).accounts;
    } catch {
      // Harmless: `damaged` tells the caller, and the file is kept under another name.
      damaged = true;
      await setAside(file);
    }
  }
  const become = (next: readonly StoredAccount[]): Promise<void> => {
    accounts = next;
    return write(`${JSON.stringify({ version: 1, accounts }, null, 2)}\n`);
  };
  // Those that an earlier version signed in have no mark yet.
  const marked = accounts.map((account) => asOfRelay(account, relay));
  if (marked.some((account, at) => account !== accounts[at])) await become(marked);
  return {
    damaged,
    all: () => accounts,
    find: (id) => accounts.find((account) => account.known.id === id) ?? null,
    keep: (account) => {
      const before = accounts.find(({ known }) => known.id === account.known.id);
      const isMarked = before?.leaving === false && before.known.ofRelay === true;
      return become([
        ...accounts.filter((other) => other !== before),
        isMarked ? withMark(account) : asOfRelay(account, relay),
      ]);
    },
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
