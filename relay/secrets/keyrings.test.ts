/** What the programs of Windows and macOS are told, and what their answers mean. */
import { describe, expect, it } from 'vitest';
import { dpapiMade, dpapiRun, dpapiScript } from './dpapi.ts';
import { keychainAnswer, keychainFinding, keychainStoring } from './keychain.ts';
import type { ToolOutcome } from './run-tool.ts';

const ended = (code: number, output = ''): ToolOutcome => ({ kind: 'ended', code, output });

describe('Windows PowerShell', () => {
  it('is told this', () => {
    expect(dpapiScript('unprotect', 'user')).toMatchInlineSnapshot(
      `"$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { exit 5 }; try { Add-Type -AssemblyName System.Security; $given = [Convert]::FromBase64String(-join @($input)); $scope = [Security.Cryptography.DataProtectionScope]::CurrentUser; $made = [Security.Cryptography.ProtectedData]::unprotect($given, $null, $scope); [Console]::Out.Write([Convert]::ToBase64String($made)); exit 0 } catch { if ($_.Exception.GetBaseException() -is [Security.Cryptography.CryptographicException]) { exit 3 }; exit 4 }"`,
    );
    expect(dpapiScript('protect', 'machine')).toContain(
      '[Security.Cryptography.DataProtectionScope]::LocalMachine; $made = [Security.Cryptography.ProtectedData]::protect(',
    );
  });

  it('gets a script that the command line need not escape', () => {
    for (const work of ['protect', 'unprotect'] as const)
      for (const scope of ['user', 'machine'] as const)
        expect(dpapiScript(work, scope)).not.toMatch(/["\\\n%^]/);
  });

  it('is Windows’ own, and gets the text by standard input', () => {
    const run = dpapiRun('protect', 'user', Buffer.from('abc123'), String.raw`D:\Win`);
    expect(run.program).toBe(String.raw`D:\Win\System32\WindowsPowerShell\v1.0\powershell.exe`);
    expect(dpapiRun('protect', 'user', Buffer.from('a')).program).toMatch(/^C:\\Windows\\System32\\/);
    expect(run.words.slice(0, -1)).toEqual([
      ...['-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'text', '-Command'],
    ]);
    expect(run.input).toBe('YWJjMTIz\n');
  });

  it.each([
    [ended(0, 'YWJjMTIz\r\n'), { kind: 'made', bytes: Buffer.from('abc123') }],
    [ended(0), { kind: 'refused', reason: 'failed', code: 0 }],
    [ended(0, 'Windows PowerShell'), { kind: 'refused', reason: 'failed', code: 0 }],
    [ended(3), { kind: 'refused', reason: 'not-opened', code: null }],
    [ended(4), { kind: 'refused', reason: 'failed', code: 4 }],
    [ended(1), { kind: 'refused', reason: 'failed', code: 1 }],
    [ended(5), { kind: 'refused', reason: 'restricted', code: null }],
    [{ kind: 'absent' }, { kind: 'refused', reason: 'no-tool', code: null }],
    [{ kind: 'silent' }, { kind: 'refused', reason: 'no-answer', code: null }],
  ] as const)('means by %j', (outcome, made) => expect(dpapiMade(outcome)).toEqual(made));
});

describe('security of macOS', () => {
  it('is told this', () => {
    expect(keychainStoring('mattermost-token', 'a"b', 'replace')).toEqual({
      program: '/usr/bin/security',
      words: ['-i'],
      input: 'add-generic-password -U -s isthmus-relay -a mattermost-token -X 612262\n',
    });
    expect(keychainStoring('mattermost-token', 'a', 'make').input).toBe(
      'add-generic-password -s isthmus-relay -a mattermost-token -X 61\n',
    );
    expect(keychainFinding('teams-sign-in-key')).toEqual({
      program: '/usr/bin/security',
      words: ['find-generic-password', '-s', 'isthmus-relay', '-a', 'teams-sign-in-key', '-w'],
      input: '',
    });
  });

  // The program's code is the status of Security.framework, of which a process keeps the last byte.
  it.each([
    [-25_300, { reason: 'not-stored', code: null }],
    [-25_308, { reason: 'locked', code: null }],
    [-25_293, { reason: 'denied', code: null }],
    [-128, { reason: 'denied', code: null }],
    [1, { reason: 'failed', code: 1 }],
  ])('means by status %d', (status, answer) => expect(keychainAnswer(ended(status & 255))).toEqual(answer));

  it('means without an end', () => {
    expect(keychainAnswer(ended(0, 'abc123\n'))).toBe('abc123\n');
    expect(keychainAnswer({ kind: 'absent' })).toEqual({ reason: 'no-tool', code: null });
    expect(keychainAnswer({ kind: 'silent' })).toEqual({ reason: 'no-answer', code: null });
  });
});
