/** The menu of a right click. Electron itself has none. */
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { appOrigin, pageAt } from '../../preload/contract/index.ts';
import { externalAddress } from '../windows/links.ts';
import { say } from '../words/say.ts';

/** The properties of a right click on which the menu depends. */
export type Clicked = Pick<
  ContextMenuParams,
  | 'linkURL'
  | 'mediaType'
  | 'hasImageContents'
  | 'srcURL'
  | 'selectionText'
  | 'isEditable'
  | 'misspelledWord'
  | 'dictionarySuggestions'
> & {
  readonly editFlags: Pick<
    ContextMenuParams['editFlags'],
    'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'
  >;
};

/** The actions of the menu that are not roles of Electron. */
export interface ContextActions {
  readonly copy: (text: string) => void;
  readonly replaceMisspelling: (word: string) => void;
  readonly addToDictionary: (word: string) => void;
  /** Copies the right-clicked picture. */
  readonly copyPicture: () => void;
  /** Asks for a file name, and saves the picture at this address there. */
  readonly savePicture: (address: string) => void;
}

const mostSuggestions = 5;
const separator = { type: 'separator' } as const;

function spelling(
  { misspelledWord, dictionarySuggestions }: Clicked,
  { replaceMisspelling, addToDictionary }: ContextActions,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return [];
  const suggestions = dictionarySuggestions.slice(0, mostSuggestions).map((word) => ({
    // A single ampersand would mark the next letter as the entry's key.
    label: word.replaceAll('&', '&&'),
    click: () => replaceMisspelling(word),
  }));
  return [
    ...(suggestions.length === 0 ? [{ label: say('menu.no-suggestions'), enabled: false }] : suggestions),
    { label: say('menu.add-to-dictionary'), click: () => addToDictionary(misspelledWord) },
  ];
}

function link({ linkURL }: Clicked, { copy }: ContextActions): MenuItemConstructorOptions[] {
  const address = externalAddress(linkURL);
  // The address of one of our own pages is not useful to anybody, so it is not offered.
  if (address === null || pageAt(address) !== null) return [];
  return [{ label: say('menu.copy-link'), click: () => copy(address) }];
}

function picture(
  { mediaType, hasImageContents, srcURL }: Clicked,
  { copyPicture, savePicture }: ContextActions,
): MenuItemConstructorOptions[] {
  // Pictures of messages come from the mirror, as blobs of the page itself. The menu fetches no other pictures.
  if (mediaType !== 'image' || !hasImageContents || !srcURL.startsWith(`blob:${appOrigin}/`)) return [];
  return [
    { label: say('menu.copy-picture'), click: copyPicture },
    { label: say('menu.save-picture'), click: () => savePicture(srcURL) },
  ];
}

function editing({ isEditable, selectionText, editFlags }: Clicked): MenuItemConstructorOptions[] {
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: editFlags.canCopy }];
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    separator,
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}

/** The menu's entries, in groups; empty if there is nothing to offer. */
export function contextMenu(clicked: Clicked, actions: ContextActions): MenuItemConstructorOptions[] {
  return [spelling(clicked, actions), link(clicked, actions), picture(clicked, actions), editing(clicked)]
    .filter((group) => group.length > 0)
    .flatMap((group, at) => (at === 0 ? group : [separator, ...group]));
}
