/** The relay's secrets: which there are, from where one came, and why one cannot be had. */

/** Each has the same name for every keeper, and among the credentials that systemd gives. */
export const secretNames = ['mattermost-token', 'teams-sign-in-key', 'event-hubs-connection-string'] as const;

export type SecretName = (typeof secretNames)[number];

/** For whom Windows seals: the account that runs the program, or every account of the machine. */
export type DpapiScope = 'user' | 'machine';

/** From where a secret came. */
export type SecretSource =
  /** systemd's `LoadCredential=`. The folder is the service's own, so the file's mode tells nothing. */
  | { readonly kind: 'credential'; readonly name: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Whether it was made sure that nobody but its owner may read it. Windows has no such mode. */
      readonly isModeChecked: boolean;
    }
  /** A file that Windows has sealed. */
  | { readonly kind: 'dpapi'; readonly path: string; readonly scope: DpapiScope }
  /** The Keychain of macOS. `item`: the account of the entry. */
  | { readonly kind: 'keychain'; readonly item: string };

/** Why a keyring of the system has no secret for the relay, or takes none. */
export type KeyringFailure =
  /** Another system than this one has this keyring. */
  | 'wrong-system'
  | 'not-stored'
  /** The sealed file is no such file, or no whole one. */
  | 'damaged'
  /** Windows does not open what is sealed: another account or machine has sealed it, or it was changed. */
  | 'not-opened'
  /** The Keychain is locked, and nobody can be asked to unlock it. */
  | 'locked'
  /** The Keychain does not let the relay have it, or somebody at the screen refused. */
  | 'denied'
  /** A policy lets PowerShell run harmless commands only. */
  | 'restricted'
  /** The system's program for it is not there. */
  | 'no-tool'
  /** The program did not end. */
  | 'no-answer'
  /** What is kept is no single line of visible ASCII characters. */
  | 'malformed'
  | 'too-long'
  /** The program failed in another way; its code is told. */
  | 'failed';

export type SecretProblem =
  /** Neither the system nor the configuration gives one. */
  | { readonly kind: 'none'; readonly name: string }
  | { readonly kind: 'absent' | 'unreadable'; readonly path: string }
  /** Others than its owner may read or write it. `mode` in octal digits, as `644`. */
  | { readonly kind: 'open-to-others'; readonly path: string; readonly mode: string }
  /** It is no single line of visible ASCII characters. */
  | { readonly kind: 'malformed'; readonly path: string }
  | KeyringProblem;

export interface KeyringProblem {
  readonly kind: 'keyring';
  readonly keyring: 'dpapi' | 'keychain';
  readonly name: SecretName;
  readonly reason: KeyringFailure;
  /** The sealed file; null with the Keychain. */
  readonly path: string | null;
  /** With which code the system's program ended; null where that tells nothing more. */
  readonly code: number | null;
}

export type SecretReading =
  | { readonly kind: 'read'; readonly secret: string; readonly source: SecretSource }
  | { readonly kind: 'refused'; readonly problem: SecretProblem };

/** `make`: leaves one that is there already as it is. */
export type SecretWriting = 'replace' | 'make';

/** Where secrets are kept. */
export interface SecretKeeper {
  /** Never rejects. */
  readonly read: (name: SecretName) => Promise<SecretReading>;
  /**
   * Resolves to null when it is kept. Rejects with the system's error if a file cannot be written.
   * @param secret one that `isSecret` takes
   */
  readonly write: (name: SecretName, secret: string, how: SecretWriting) => Promise<SecretProblem | null>;
}

/** Tokens are far shorter, bytes. */
export const largestSecret = 8_192;

/** Whether it is one line of visible ASCII characters, and not too long. */
export const isSecret = (text: string): boolean => /^[\x21-\x7e]{1,8192}$/.test(text);

/** The secret in a text that may end with a line break; null if it is none. */
export const secretIn = (text: string): string | null => {
  const secret = text.replace(/\r?\n$/, '');
  return isSecret(secret) ? secret : null;
};
