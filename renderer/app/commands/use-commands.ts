/** Runs commands by keys and the mouse, and gives them to buttons and menus by a context. */
import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import { commands, commandStarted, type CommandActs, type CommandId, type CommandState } from './commands.ts';
import { isPressed, writesText, type Press } from './press.ts';
import type { Platform } from '../world/platform.ts';

/** The commands of the screen that is shown, for its buttons and menus. */
export interface CommandsHere {
  readonly platform: Platform;
  readonly can: (id: CommandId) => boolean;
  /** Runs it if it can be run now. */
  readonly run: (id: CommandId) => void;
  /** The same from outside of the page: not while a dialog is open. */
  readonly runFromOutside: (id: CommandId) => void;
}

export const CommandsContext = createContext<CommandsHere>({
  platform: 'other',
  can: () => false,
  run: () => undefined,
  runFromOutside: () => undefined,
});

export const useCommands = (): CommandsHere => useContext(CommandsContext);

/** The screen's own state. Dialogs over it are looked up when a key is pressed. */
export type ScreenState = Omit<CommandState, 'hasOverlay'>;

const hasDialog = (): boolean => document.querySelector('[role=dialog], [role=alertdialog]') !== null;
const hasOverlay = (): boolean => hasDialog() || document.querySelector('[role=menu]') !== null;

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Listens to keys and mouse for as long as the screen is shown, and returns what `CommandsContext` takes. */
export const useCommandKeys = (platform: Platform, state: ScreenState, acts: CommandActs): CommandsHere => {
  const latest = useRef({ state, acts });
  useEffect(() => {
    latest.current = { state, acts };
  });
  useEffect(() => {
    const start = (event: Event, isThis: (press: Press) => boolean, isHeld = false): void => {
      const now = latest.current;
      // Looked up only for a press that starts something: a letter in a long text looks through no document.
      const state = {
        ...now.state,
        get hasOverlay() {
          return hasOverlay();
        },
      };
      const command = commandStarted(platform, state, isThis);
      if (command === null) return;
      event.preventDefault();
      // A key that is held down runs its command once: each repeat would switch a choice back again.
      if (!isHeld) command.run(now.acts);
    };
    const onKey = (event: KeyboardEvent): void => {
      // A part of the screen has used this key already.
      if (event.defaultPrevented || event.isComposing) return;
      const writes = isWriting(event.target);
      start(
        event,
        (press) => press.kind === 'key' && isPressed(press, event) && !(writes && writesText(press)),
        event.repeat,
      );
    };
    // In a browser these buttons would go through its history of pages.
    const onButtonDown = (event: MouseEvent): void => {
      if (event.button > 2) event.preventDefault();
    };
    const onButtonUp = (event: MouseEvent): void => {
      if (event.button <= 2) return;
      event.preventDefault();
      start(event, (press) => press.kind === 'button' && press.button === event.button);
    };
    addEventListener('keydown', onKey);
    addEventListener('mousedown', onButtonDown);
    addEventListener('mouseup', onButtonUp);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('mousedown', onButtonDown);
      removeEventListener('mouseup', onButtonUp);
    };
  }, [platform]);
  const { hasThread, coversList, hasConversation, canHide, canGoBack, canGoForward } = state;
  return useMemo(() => {
    // If a button or menu can be pressed, no dialog covers it.
    const here = {
      ...{ hasThread, coversList, hasConversation, canHide, canGoBack, canGoForward },
      hasOverlay: false,
    };
    const can = (id: CommandId): boolean => commands[id].when(here);
    const run = (id: CommandId): void => {
      if (can(id)) commands[id].run(latest.current.acts);
    };
    return {
      platform,
      can,
      run,
      runFromOutside: (id) => {
        if (!hasDialog()) run(id);
      },
    };
  }, [platform, hasThread, coversList, hasConversation, canHide, canGoBack, canGoForward]);
};
