/** Secrets that Windows has sealed, each in a file beside the configuration. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { makeFile, replaceFile } from '../config/replace-file.ts';
import { dpapiMade, dpapiRun } from './dpapi.ts';
import type { RunTool } from './run-tool.ts';
import {
  type DpapiScope,
  type KeyringFailure,
  type KeyringProblem,
  secretIn,
  type SecretKeeper,
  type SecretName,
} from './secret.ts';

const form = 'isthmus-dpapi-1';

const envelope = z.object({
  form: z.literal(form),
  /** For whom it was sealed. Windows finds that in what is sealed; here it is for the administrator. */
  scope: z.enum(['user', 'machine']),
  sealed: z.base64().min(4),
});

export interface SealedFilesOptions {
  readonly fileOf: (name: SecretName) => string;
  /** For whom new secrets are sealed. */
  readonly scope: DpapiScope;
  readonly platform: NodeJS.Platform;
  /** Windows' folder (`SystemRoot`). */
  readonly root: string | undefined;
  readonly runTool: RunTool;
}

/** The keeper of Windows. */
export const sealedFilesKeeper = (options: SealedFilesOptions): SecretKeeper => {
  const { fileOf, scope, platform, root, runTool } = options;
  const problem = (name: SecretName, reason: KeyringFailure, code: number | null = null): KeyringProblem => ({
    ...{ kind: 'keyring', keyring: 'dpapi', name, reason, path: fileOf(name), code },
  });
  return {
    read: async (name) => {
      const path = fileOf(name);
      const refused = (reason: KeyringFailure, code?: number | null) =>
        ({ kind: 'refused', problem: problem(name, reason, code) }) as const;
      if (platform !== 'win32') return refused('wrong-system');
      const found = await envelopeAt(path);
      if (typeof found === 'string') return refused(found);
      const bytes = Buffer.from(found.sealed, 'base64');
      const opened = dpapiMade(await runTool(dpapiRun('unprotect', found.scope, bytes, root)));
      if (opened.kind === 'refused') return refused(opened.reason, opened.code);
      const secret = secretIn(opened.bytes.toString('utf8'));
      if (secret === null) return refused('malformed');
      return { kind: 'read', secret, source: { kind: 'dpapi', path, scope: found.scope } };
    },
    write: async (name, secret, how) => {
      if (platform !== 'win32') return problem(name, 'wrong-system');
      const sealed = dpapiMade(await runTool(dpapiRun('protect', scope, Buffer.from(secret), root)));
      if (sealed.kind === 'refused') return problem(name, sealed.reason, sealed.code);
      const content: z.infer<typeof envelope> = { form, scope, sealed: sealed.bytes.toString('base64') };
      await (how === 'make' ? makeFile : replaceFile)(fileOf(name), `${JSON.stringify(content)}\n`);
      return null;
    },
  };
};

const envelopeAt = async (path: string): Promise<z.infer<typeof envelope> | KeyringFailure> => {
  try {
    const read = envelope.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return read.success ? read.data : 'damaged';
  } catch (error) {
    // Harmless: the administrator is told.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not-stored' : 'damaged';
  }
};
