import { describe, expect, it } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { appOrigin } from '../../preload/contract/index.ts';
import { applicationMenu } from './application-menu.ts';
import { type Clicked, contextMenu } from './context-menu.ts';

/** Every role in a menu, at any depth. */
const rolesOf = (entries: readonly MenuItemConstructorOptions[]): string[] =>
  entries.flatMap(({ role, submenu }) => [
    ...(role === undefined ? [] : [role]),
    ...(Array.isArray(submenu) ? rolesOf(submenu) : []),
  ]);

const noShow = (): void => undefined;

describe('the application’s menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('on %s edits, zooms and quits by roles', (platform) => {
    const roles = rolesOf(applicationMenu(platform, true, noShow));
    expect(roles).toEqual(expect.arrayContaining(['fileMenu', 'editMenu', 'windowMenu', 'zoomIn']));
    expect(roles.includes('appMenu')).toBe(platform === 'darwin');
  });
  it('has an entry that shows the notification settings', () => {
    let shown = 0;
    const entries = applicationMenu('win32', true, () => (shown += 1)).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu : [],
    );
    const entry = entries.find(({ label }) => label === 'Notifications…');
    (entry as { readonly click?: () => void } | undefined)?.click?.();
    expect(shown).toBe(1);
  });
  it('reloads pages and opens developer tools for developers only', () => {
    const developers = /^(reload|forceReload|toggleDevTools|viewMenu)$/;
    expect(rolesOf(applicationMenu('linux', true, noShow)).filter((role) => developers.test(role))).toEqual(
      [],
    );
    expect(rolesOf(applicationMenu('linux', false, noShow)).filter((role) => developers.test(role))).toEqual([
      'reload',
      'toggleDevTools',
    ]);
  });
});

const nothing: Clicked = {
  linkURL: '',
  mediaType: 'none',
  hasImageContents: false,
  srcURL: '',
  selectionText: '',
  isEditable: false,
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: false,
    canSelectAll: true,
  },
};

function menuAt(clicked: Partial<Clicked>) {
  const did: string[] = [];
  const entries = contextMenu(
    { ...nothing, ...clicked },
    {
      copy: (text) => did.push(`copy ${text}`),
      replaceMisspelling: (word) => did.push(`replace ${word}`),
      addToDictionary: (word) => did.push(`add ${word}`),
      copyPicture: () => did.push('copy picture'),
      savePicture: (address) => did.push(`save ${address}`),
    },
  );
  /** Runs an entry's own click, as Electron does without further arguments. */
  const click = (label: string): void => {
    const entry = entries.find((one) => one.label === label) as { readonly click?: () => void } | undefined;
    entry?.click?.();
  };
  return { said: entries.map(({ label, role, type }) => label ?? role ?? type), entries, did, click };
}

describe('the menu at a right click', () => {
  it('is not shown if it has no entries', () => {
    expect(menuAt({}).said).toEqual([]);
    expect(menuAt({ selectionText: ' \n' }).said).toEqual([]);
  });
  it('copies the selected text', () => {
    expect(menuAt({ selectionText: 'words' }).said).toEqual(['copy']);
  });
  it('copies a link, but not a link to a page of the app itself', () => {
    const menu = menuAt({ linkURL: 'https://elsewhere.example/a' });
    menu.click('Copy link');
    expect([menu.said, menu.did]).toEqual([['Copy link'], ['copy https://elsewhere.example/a']]);
    for (const linkURL of [`${appOrigin}/app/index.html`, 'javascript:alert(1)', 'file:///etc/passwd'])
      expect(menuAt({ linkURL }).said).toEqual([]);
  });
  it('copies and saves a picture of a message, and downloads none from other addresses', () => {
    const srcURL = `blob:${appOrigin}/0b1c`;
    const menu = menuAt({ mediaType: 'image', hasImageContents: true, srcURL });
    menu.click('Copy picture');
    menu.click('Save picture as…');
    expect([menu.said, menu.did]).toEqual([
      ['Copy picture', 'Save picture as…'],
      ['copy picture', `save ${srcURL}`],
    ]);
    for (const other of ['https://elsewhere.example/a.png', `blob:https://elsewhere.example/a`, ''])
      expect(menuAt({ mediaType: 'image', hasImageContents: true, srcURL: other }).said).toEqual([]);
    // A picture that is not loaded yet, or could not be drawn.
    expect(menuAt({ mediaType: 'image', srcURL }).said).toEqual([]);
  });
  it('has the entries for editing that the field allows', () => {
    const { said, entries } = menuAt({
      isEditable: true,
      editFlags: { ...nothing.editFlags, canPaste: true },
    });
    expect(said).toEqual([
      'undo',
      'redo',
      'separator',
      'cut',
      'copy',
      'paste',
      'pasteAndMatchStyle',
      'selectAll',
    ]);
    expect(entries.filter(({ enabled }) => enabled).map(({ role }) => role)).toEqual([
      'paste',
      'pasteAndMatchStyle',
      'selectAll',
    ]);
  });
  it('offers at most five corrections of a misspelled word', () => {
    const menu = menuAt({
      isEditable: true,
      misspelledWord: 'wrod',
      dictionarySuggestions: ['word', 'rod', 'R&D', 'wood', 'ward', 'world'],
    });
    expect(menu.said.slice(0, 7)).toEqual([
      'word',
      'rod',
      'R&&D',
      'wood',
      'ward',
      'Add to dictionary',
      'separator',
    ]);
    menu.click('R&&D');
    menu.click('Add to dictionary');
    expect(menu.did).toEqual(['replace R&D', 'add wrod']);
  });
  it('says when the dictionary has no better word', () => {
    const { entries } = menuAt({ isEditable: true, misspelledWord: 'xqzt' });
    expect(entries[0]).toMatchObject({ label: 'No suggestions', enabled: false });
  });
});
