/**
 * Decides whether Chromium checks spelling, and where it gets its dictionaries. On Windows and Linux it would fetch them from a host of
 * Google, so spelling is checked only if a preset names a place for them. macOS has its own dictionaries.
 */

/** Whether spelling is checked. */
export type Spelling =
  | { readonly kind: 'off' }
  /** `dictionariesUrl` is null if the system has the dictionaries. */
  | { readonly kind: 'on'; readonly dictionariesUrl: string | null };

/** @param dictionariesUrl from the preset, with a slash at the end; null if the preset names none */
export function spellingOf(platform: NodeJS.Platform, dictionariesUrl: string | null): Spelling {
  if (platform === 'darwin') return { kind: 'on', dictionariesUrl: null };
  return dictionariesUrl === null ? { kind: 'off' } : { kind: 'on', dictionariesUrl };
}

/** The part of Electron's Session that is used. */
export interface SpellingSession {
  setSpellCheckerEnabled(enable: boolean): void;
  setSpellCheckerDictionaryDownloadURL(url: string): void;
}

/** Sets the spelling of a session. Call it before the first page is opened. */
export function checkSpelling(session: SpellingSession, spelling: Spelling): void {
  session.setSpellCheckerEnabled(spelling.kind === 'on');
  if (spelling.kind === 'on' && spelling.dictionariesUrl !== null)
    session.setSpellCheckerDictionaryDownloadURL(spelling.dictionariesUrl);
}
