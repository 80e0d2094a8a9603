/** The options of `npm run test:live`. */
import { parseArgs } from 'node:util';

export interface MattermostOptions {
  readonly url: string;
  readonly loginId: string;
  readonly password: string;
}

export interface TenantOptions {
  readonly tenant: string;
  readonly clientId: string;
  readonly loginUrl: string;
  readonly graphUrl: string;
  /** The other person of the chat that the tests make; null: no chat is made. */
  readonly colleague: string | null;
  /** Whether to ask also for permissions that need an administrator's consent. */
  readonly adminConsent: boolean;
}

export interface LiveOptions {
  readonly mattermost: MattermostOptions | null;
  readonly tenant: TenantOptions | null;
  /** Only tests whose name matches; null for all. */
  readonly only: string | null;
}

/** The command line cannot be read: shows the usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The environment variable for the password, for people who do not want it on a command line. */
export const passwordVariable = 'ISTHMUS_LIVE_PASSWORD';

export const usage = `npm run test:live -- --mattermost URL --admin NAME [--password PASSWORD]
npm run test:live -- --tenant ID --client ID [--with USER] [--admin-consent]

Runs the contract tests on real servers. Both at once is fine.

  --mattermost URL      a Mattermost server, with its sub-path if it has one
  --admin NAME          a system administrator of it (user name or e-mail address)
  --password PASSWORD   the password; better in the environment variable ${passwordVariable}
  --tenant ID           a Microsoft 365 tenant (id or domain)
  --client ID           an app registration there: mobile and desktop, redirect http://localhost
  --with USER           somebody (id or user principal name) to share a new chat with; without, the
                        tests that write are left out
  --admin-consent       ask for channel messages and presence too, which an administrator must allow
  --login-url URL       sign-in of another cloud (https://login.microsoftonline.com)
  --graph-url URL       Graph of another cloud (https://graph.microsoft.com)
  --only PATTERN        only the tests whose name matches
`;

const options = {
  mattermost: { type: 'string' },
  admin: { type: 'string' },
  password: { type: 'string' },
  tenant: { type: 'string' },
  client: { type: 'string' },
  with: { type: 'string' },
  'admin-consent': { type: 'boolean', default: false },
  'login-url': { type: 'string', default: 'https://login.microsoftonline.com' },
  'graph-url': { type: 'string', default: 'https://graph.microsoft.com' },
  only: { type: 'string' },
} as const;

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

/** An http(s) address without a slash at the end. */
const address = (name: string, text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new UsageError(`${name} takes an address such as https://chat.example.org, not “${text}”.`);
  return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
};

const together = (names: readonly string[], values: readonly (string | undefined)[]): void => {
  const missing = names.filter((_, at) => values[at] === undefined || values[at] === '');
  if (missing.length > 0 && missing.length < names.length)
    throw new UsageError(`${missing.join(' and ')} missing: ${names.join(', ')} belong together.`);
};

/** Reads the command line. Throws a UsageError with one clear sentence for anything it does not understand. */
export const readLiveOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LiveOptions => {
  const values = read(args);
  const password = values.password ?? environment[passwordVariable];
  // A password in the environment alone does not name a server.
  const givenPassword =
    values.mattermost === undefined && values.admin === undefined ? values.password : password;
  together(['--mattermost', '--admin', '--password'], [values.mattermost, values.admin, givenPassword]);
  together(['--tenant', '--client'], [values.tenant, values.client]);
  if (values.mattermost === undefined && values.tenant === undefined)
    throw new UsageError('No server given: --mattermost, --tenant, or both.');
  return {
    mattermost:
      values.mattermost === undefined
        ? null
        : {
            url: address('--mattermost', values.mattermost),
            loginId: values.admin ?? '',
            password: password ?? '',
          },
    tenant:
      values.tenant === undefined
        ? null
        : {
            tenant: values.tenant,
            clientId: values.client ?? '',
            loginUrl: address('--login-url', values['login-url']),
            graphUrl: address('--graph-url', values['graph-url']),
            colleague: values.with ?? null,
            adminConsent: values['admin-consent'],
          },
    only: values.only ?? null,
  };
};
