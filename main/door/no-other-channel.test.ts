import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const mentioning = (word: RegExp): string[] =>
  ['main', 'preload', 'renderer', 'words']
    .flatMap(sourcesBelow)
    .filter((file) =>
      word.test(readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );

describe('between pages and main the door is the only channel', () => {
  it('ipcMain is named in the desktop’s composition, and used by the door alone', () => {
    expect(mentioning(/\bipcMain\b/)).toEqual(['main/desktop.ts']);
    expect(readFileSync(join(root, 'main/desktop.ts'), 'utf8').match(/ipcMain/g)).toHaveLength(2);
    expect(readFileSync(join(root, 'main/desktop.ts'), 'utf8')).toContain('wire: ipcMain as Wire');
  });
  it('ipcRenderer and contextBridge are used by the preload script alone', () => {
    expect(mentioning(/\b(ipcRenderer|contextBridge)\b/)).toEqual(['preload/index.ts']);
  });
  it('only the teller sends to a page, and no code opens another way', () => {
    expect(mentioning(/\bcontents\.send\(|webContents\.(send|postMessage)/)).toEqual(['main/door/door.ts']);
    expect(
      mentioning(
        /MessageChannelMain|postMessage\(.*transfer|exposeInIsolatedWorld|executeJavaScript|nodeIntegration: true/,
      ),
    ).toEqual([]);
  });
  it('certificate errors and the guards of pages are never switched off', () => {
    expect(
      mentioning(
        /certificate-error|setCertificateVerifyProc|rejectUnauthorized|NODE_TLS_REJECT|ignore-certificate/,
      ),
    ).toEqual([]);
    expect(
      mentioning(
        /webSecurity: false|sandbox: false|contextIsolation: false|no-sandbox|allowRunningInsecureContent/,
      ),
    ).toEqual([]);
  });
});
