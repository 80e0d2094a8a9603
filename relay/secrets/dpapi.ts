/**
 * How Windows seals a text: by its data protection (DPAPI), which Windows PowerShell reaches without a module of ours. What is decided here
 * is pure; `sealed-files.ts` acts.
 */
import type { DpapiScope, KeyringFailure } from './secret.ts';
import type { ToolOutcome, ToolRun } from './run-tool.ts';

/** The method of .NET's `ProtectedData`; PowerShell does not look at capitals. */
export type DpapiWork = 'protect' | 'unprotect';

/** With which codes the script ends, besides 0. */
const codes = { cryptography: 3, other: 4, restricted: 5 } as const;

const scopes = { user: 'CurrentUser', machine: 'LocalMachine' } as const satisfies Record<DpapiScope, string>;

/**
 * Reads base64 from standard input and writes base64. PowerShell itself reads standard input before the script, line by line, and `$input`
 * holds it. No cmdlet gets the secret, because policies can log what cmdlets are given. There are no double quotes, which the command line
 * would need to escape.
 */
export const dpapiScript = (work: DpapiWork, scope: DpapiScope): string =>
  [
    `$ErrorActionPreference = 'Stop'`,
    `$ProgressPreference = 'SilentlyContinue'`,
    `if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { exit ${codes.restricted} }`,
    `try { Add-Type -AssemblyName System.Security; $given = [Convert]::FromBase64String(-join @($input))`,
    `$scope = [Security.Cryptography.DataProtectionScope]::${scopes[scope]}`,
    `$made = [Security.Cryptography.ProtectedData]::${work}($given, $null, $scope)`,
    `[Console]::Out.Write([Convert]::ToBase64String($made))`,
    `exit 0 } catch { if ($_.Exception.GetBaseException() -is [Security.Cryptography.CryptographicException]) { exit ${codes.cryptography} }`,
    `exit ${codes.other} }`,
  ].join('; ');

/** What a program needs to know to do the work. `root`: Windows' folder; undefined where the environment does not tell it. */
export const dpapiRun = (
  work: DpapiWork,
  scope: DpapiScope,
  bytes: Buffer,
  root = String.raw`C:\Windows`,
): ToolRun => ({
  program: String.raw`${root}\System32\WindowsPowerShell\v1.0\powershell.exe`,
  words: [
    '-NoLogo',
    '-NoProfile',
    '-NonInteractive',
    '-OutputFormat',
    'text',
    '-Command',
    dpapiScript(work, scope),
  ],
  input: `${bytes.toString('base64')}\n`,
});

export type DpapiMade =
  | { readonly kind: 'made'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly reason: KeyringFailure; readonly code: number | null };

/** What came of it. */
export const dpapiMade = (outcome: ToolOutcome): DpapiMade => {
  const refused = (reason: KeyringFailure, code: number | null = null): DpapiMade => ({
    ...{ kind: 'refused', reason, code },
  });
  switch (outcome.kind) {
    case 'absent':
      return refused('no-tool');
    case 'silent':
      return refused('no-answer');
    case 'ended': {
      const text = outcome.output.trim();
      switch (outcome.code) {
        case 0:
          // Without an answer it was not done, whatever the code says.
          return text.length % 4 === 0 && /^[0-9A-Za-z+/]+={0,2}$/.test(text)
            ? { kind: 'made', bytes: Buffer.from(text, 'base64') }
            : refused('failed', 0);
        case codes.cryptography:
          return refused('not-opened');
        case codes.restricted:
          return refused('restricted');
        default:
          return refused('failed', outcome.code);
      }
    }
  }
};
