/** The actions of the commands on the main screen. */
import { useCallback, useEffect, useState } from 'react';
import { canBeHidden, type Conversation } from '../../model/index.ts';
import { useCarryPausing } from '../carrying/use-carry-pausing.ts';
import { useChoices } from '../choices/use-choices.ts';
import { useCommandKeys, type CommandsHere } from '../commands/use-commands.ts';
import { useCarryPause } from '../directory/use-directory.ts';
import { nowhere, type Place } from '../navigation/place.ts';
import type { Region } from '../navigation/place-history.ts';
import { focusNextRegion, regionElement } from '../navigation/regions.ts';
import type { PlaceShown } from '../navigation/use-place.ts';
import { useWorld } from '../world/world.ts';

/** The state of the screen on which commands depend. */
interface ScreenShown extends PlaceShown {
  /** The open conversation; both sides of a linked one; empty if none is open. */
  readonly sides: readonly Conversation[];
  readonly hasThread: boolean;
  readonly coversList: boolean;
}

const withoutThread = (place: Place): Place =>
  place.kind === 'conversation' ? { ...place, thread: null, goal: null } : place;

/** Moves the focus to an element of the next render. */
const focusNext = (find: () => HTMLElement | null): void => {
  requestAnimationFrame(() => find()?.focus());
};
const region = (name: Region) => () => regionElement(name);
const filter = () => document.querySelector<HTMLElement>('[data-shortcut=filter]');

const bell = () => document.querySelector<HTMLElement>('[data-shortcut=bell]');

/** The dialogs that commands open. */
export type CommandDialog = 'go-to' | 'new-conversation' | 'notices' | 'shortcuts';

/** The commands of the main screen, and which of their dialogs is open. */
export const useScreenCommands = ({
  place,
  open,
  go,
  canGoBack,
  canGoForward,
  hasThread,
  coversList,
  sides,
}: ScreenShown): {
  readonly commandsHere: CommandsHere;
  readonly dialog: CommandDialog | null;
  readonly closeDialog: () => void;
} => {
  const { door, platform } = useWorld();
  const choices = useChoices();
  const pauseCarrying = useCarryPausing();
  const isCarryingPaused = useCarryPause().kind !== 'none';
  const [dialog, setDialog] = useState<CommandDialog | null>(null);
  const commandsHere = useCommandKeys(
    platform,
    {
      ...{ hasThread, coversList, canGoBack, canGoForward },
      hasConversation: sides.length > 0,
      canHide: sides.length > 0 && sides.every(canBeHidden),
    },
    {
      goBack: () => go(-1),
      goForward: () => go(1),
      goTo: () => setDialog('go-to'),
      startConversation: () => setDialog('new-conversation'),
      filterList: () => {
        // At once if it exists, because the next keys belong to it.
        filter()?.focus();
        if (!coversList) return;
        open(nowhere);
        focusNext(filter);
      },
      moveRegion: focusNextRegion,
      closeThread: () => {
        open(withoutThread(place));
        focusNext(region('messages'));
      },
      showList: () => {
        open(nowhere);
        focusNext(region('list'));
      },
      markRead: () => choices.markRead(sides),
      markUnread: () => choices.markUnread(sides),
      switchFavourite: () => choices.switchChoice(sides, 'favourite'),
      switchMuted: () => choices.switchChoice(sides, 'muted'),
      switchHidden: () => choices.switchChoice(sides, 'hidden'),
      openBell: () => bell()?.click(),
      switchCarrying: () => pauseCarrying(isCarryingPaused ? null : 'until-ended'),
      showShortcuts: () => setDialog('shortcuts'),
      showNotices: () => setDialog('notices'),
    },
  );
  // From the application's menu.
  useEffect(
    () => door.hear('command:run', ({ command }) => commandsHere.runFromOutside(command)),
    [door, commandsHere],
  );
  return { commandsHere, dialog, closeDialog: useCallback(() => setDialog(null), []) };
};
