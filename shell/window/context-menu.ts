// The parameters of Electron's context-menu event, as far as a page knows them. Spelling is missing, because Chromium does not tell pages
// about it.
import type { PageContext } from '../page/renderer.ts';

/** The parameters for a right click in a page. */
export function contextMenuParams(
  context: PageContext,
  address: string,
  frame: Electron.WebFrameMain,
): Electron.ContextMenuParams {
  const { x, y, linkURL, linkText, srcURL, selectionText, isEditable } = context;
  const chosen = selectionText !== '';
  return {
    x,
    y,
    frame,
    linkURL,
    linkText,
    pageURL: address,
    frameURL: address,
    srcURL,
    mediaType: srcURL === '' ? 'none' : 'image',
    hasImageContents: srcURL !== '',
    isEditable,
    selectionText,
    titleText: '',
    altText: '',
    suggestedFilename: '',
    selectionRect: { x, y, width: 0, height: 0 },
    selectionStartOffset: 0,
    referrerPolicy: { url: address, policy: 'strict-origin-when-cross-origin' },
    misspelledWord: '',
    dictionarySuggestions: [],
    frameCharset: 'UTF-8',
    formControlType: isEditable ? 'input-text' : 'none',
    spellcheckEnabled: isEditable,
    menuSourceType: 'mouse',
    mediaFlags: {
      inError: false,
      isPaused: false,
      isMuted: false,
      hasAudio: false,
      isLooping: false,
      isControlsVisible: false,
      canToggleControls: false,
      canPrint: false,
      canSave: false,
      canShowPictureInPicture: false,
      isShowingPictureInPicture: false,
      canRotate: false,
      canLoop: false,
    },
    editFlags: {
      canUndo: isEditable,
      canRedo: isEditable,
      canCut: isEditable && chosen,
      canCopy: chosen,
      canPaste: isEditable,
      canDelete: isEditable && chosen,
      canSelectAll: true,
      canEditRichly: false,
    },
  };
}
