/**
 * What one can do with the messages of a list: one toolbar over the message that the pointer or the focus is on, one menu, one picker of
 * emoji, one question, for all rows. Mounted beside the list, in the frame that it fills.
 */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo, useContext, useEffect, useRef, useState } from 'react';
import { type Message, type MessageId, reactionOf } from '../../model/index.ts';
import { messageActKeys } from '../commands/widget-keys.ts';
import { isPressed } from '../commands/press.ts';
import { SitesContext, type Sites } from '../directory/sites.ts';
import { EmojiPopover } from '../emoji/emoji-popover.tsx';
import { noteRecent } from '../emoji/recent.ts';
import { copyText } from '../rich/copy-text.ts';
import { forbiddenSentence, type MessageAct } from './act-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { personName, type People } from '../words/names.ts';
import { useWorld } from '../world/world.ts';
import {
  type ActPlace,
  emojiAccountOf,
  whoActs,
  offeredActs,
  reactionForbidden,
  replyTo,
  serviceOf,
  messageAddressOf,
} from './act-place.ts';
import { canReactWith } from './can-react.ts';
import { useComposerHere } from './composer-here.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { MessageMenu } from './message-menu.tsx';
import { MessageToolbar } from './message-toolbar.tsx';
import { messageText } from './message-text.ts';
import { useActs } from './use-acts.ts';
import type { RowPlaces } from './row-places.ts';
import { elementOf, messageElementOf, useTarget } from './use-target.ts';
import { hasReacted } from './wishes.ts';
import { useOpenLink } from '../world/use-open-link.ts';

const useStyles = makeStyles({
  told: {
    position: 'absolute',
    bottom: '16px',
    insetInlineStart: '24px',
    maxWidth: 'calc(100% - 48px)',
    boxSizing: 'border-box',
    padding: '6px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
    fontSize: tokens.fontSizeBase200,
    boxShadow: tokens.shadow8,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  silent: { display: 'none' },
});

/** How long the outcome of an act is shown, ms, if the message itself does not show it. */
const toldFor = 4_000;

interface Properties {
  /** What the rows of messages are drawn in. */
  readonly container: { readonly current: HTMLElement | null };
  /** Where the rows are in it. */
  readonly rowPlaces: RowPlaces;
  readonly place: ActPlace;
  /** The message as it is shown, with the user's open wishes. */
  readonly messageOf: (id: MessageId) => Message | undefined;
  readonly people: People;
}

/** The open overlay, its message, and its place on the screen. */
interface Open {
  readonly kind: 'menu' | 'picker' | 'delete';
  readonly message: Message;
  readonly at: DOMRect;
}

const ActionsOfList = ({ container, rowPlaces, place, messageOf, people }: Properties) => {
  const styles = useStyles();
  const world = useWorld();
  const composer = useComposerHere();
  const acts = useActs();
  const openLink = useOpenLink();
  const own = useRef<HTMLDivElement>(null);
  const target = useTarget(container, own);
  const [open, setOpen] = useState<Open | null>(null);
  const [told, setTold] = useState('');
  const message = target === null ? undefined : messageOf(target);
  const sites: Partial<Sites> = useContext(SitesContext);

  useEffect(() => {
    if (told === '') return;
    const timer = setTimeout(() => setTold(''), toldFor);
    return () => clearTimeout(timer);
  }, [told]);

  /** `done`: the words for a success that the message itself does not show. */
  const stored = (write: Promise<boolean>, done = ''): void => {
    void write.then((taken) => setTold(taken ? done : say('acts.not-stored')));
  };
  const react = (to: Message, name: string): void => {
    const reaction = reactionOf(name);
    const set = !hasReacted(to, reaction, whoActs(place, to));
    const why = reactionForbidden(place, to, set, world.now());
    if (why !== null) {
      setTold(forbiddenSentence(why, serviceOf(place, to)));
      return;
    }
    if (set) noteRecent(name, emojiAccountOf(place, to));
    stored(acts.react(to, reaction, set));
  };
  const rectOf = (of: Message): DOMRect =>
    elementOf(container.current, of.id)?.getBoundingClientRect() ?? new DOMRect();

  const copy = (text: string): void => {
    void copyText(text).then((done) => setTold(done ? say('acts.copied') : say('acts.not-copied')));
  };

  const run = (act: MessageAct, on: Message, at: DOMRect): void => {
    const one = offeredActs(place, composer, on, world.now()).find((each) => each.act === act);
    if (!one) return;
    if (one.forbidden !== null) {
      setTold(forbiddenSentence(one.forbidden, serviceOf(place, on)));
      return;
    }
    switch (act) {
      case 'react':
        setOpen({ kind: 'picker', message: on, at });
        return;
      case 'reply':
        replyTo(place, composer, on);
        return;
      case 'edit':
        composer?.edit?.(on);
        return;
      case 'delete':
        setOpen({ kind: 'delete', message: on, at });
        return;
      case 'copy-text':
      case 'copy-markdown':
        copy(
          messageText(
            on,
            act === 'copy-text' ? 'plain' : 'markdown',
            world.bodies,
            sites[on.accountId] ?? null,
          ),
        );
        return;
      case 'copy-link':
        copy(messageAddressOf(place, on) ?? '');
        return;
      case 'pin':
      case 'unpin':
        stored(acts.pin(on, act === 'pin'));
        return;
      case 'mark-unread': {
        const from = place.unreadFrom?.(on) ?? [on];
        place.markedUnread?.(from);
        stored(acts.markUnread(from), say('acts.marked-unread'));
        return;
      }
      case 'open': {
        const url = messageAddressOf(place, on);
        if (url !== null) openLink(url);
      }
    }
  };

  const openMenu = (on: Message, at: DOMRect): void => setOpen({ kind: 'menu', message: on, at });
  const latest = useRef({ run, react, messageOf, openMenu });
  useEffect(() => {
    latest.current = { run, react, messageOf, openMenu };
  });
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const messageAt = (event: Event): Message | undefined => {
      const id = messageElementOf(event.target)?.dataset.messageId as MessageId | undefined;
      return id === undefined ? undefined : latest.current.messageOf(id);
    };
    const onMenu = (event: MouseEvent): void => {
      const on = messageAt(event);
      // Selected text and links have a menu of their own.
      if (!on || on.kind === 'system' || hasSelection() || isLink(event.target)) return;
      event.preventDefault();
      // An event from a key has no position.
      const byKey = event.button !== 2;
      const row = messageElementOf(event.target)?.getBoundingClientRect() ?? new DOMRect();
      const at = byKey
        ? new DOMRect(row.x + 48, row.y, 0, 24)
        : new DOMRect(event.clientX, event.clientY, 0, 0);
      latest.current.openMenu(on, at);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const row = messageElementOf(event.target);
      const on = messageAt(event);
      // Within a message, its links, files and reactions have their own keys.
      if (!row || !on || on.kind === 'system' || event.target !== row) return;
      const pressed = messageActs.find((one) => messageActKeys[one].some((press) => isPressed(press, event)));
      const act = pressed === 'pin' && on.pinned ? 'unpin' : pressed;
      if (act === undefined) return;
      event.preventDefault();
      latest.current.run(act, on, row.getBoundingClientRect());
    };
    const onClick = (event: MouseEvent): void => {
      const chip =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-reaction]') : null;
      const on = messageAt(event);
      const name = chip?.dataset.reaction;
      if (on && name !== undefined && name !== '') latest.current.react(on, name);
    };
    element.addEventListener('contextmenu', onMenu);
    element.addEventListener('keydown', onKey);
    element.addEventListener('click', onClick);
    return () => {
      element.removeEventListener('contextmenu', onMenu);
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('click', onClick);
    };
  }, [container]);

  /** `focuses`: the message gets the focus back; false if the chosen act moves the focus elsewhere. */
  const close = (focuses = true): void => {
    const of = open?.message.id;
    setOpen(null);
    if (!focuses || of === undefined) return;
    // A closing overlay is removed only when the page is drawn again, and it then moves the focus itself.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const row = elementOf(container.current, of);
        // The user may have moved the focus within the message already.
        if (row?.contains(document.activeElement) === false) row.focus({ preventScroll: true });
      }),
    );
  };
  const shown = open?.message ?? message;
  const isShown = shown !== undefined && shown.kind !== 'system';
  // The toolbar stays at the last message, hidden, when the pointer is between messages: a new one costs more than the rows of a turn of the wheel.
  const last = useRef<Message | null>(null);
  if (isShown) last.current = shown;
  const barred = last.current;
  return (
    <>
      <div ref={own}>
        {barred !== null && (
          <MessageToolbar
            rowPlaces={rowPlaces}
            isShown={isShown}
            message={barred}
            author={personName(barred.authorId, people, barred.authorName)}
            offered={offeredActs(place, composer, barred, world.now())}
            run={(act, at) => run(act, barred, at)}
            react={(name) => react(barred, name)}
            emojiAccount={emojiAccountOf(place, barred)}
            canReact={(name) => canReactWith(serviceOf(place, barred), name)}
            openMenu={(at) => openMenu(barred, at)}
            hasMenu={open?.kind === 'menu'}
          />
        )}
      </div>
      {open?.kind === 'menu' && (
        <MessageMenu
          at={open.at}
          offered={offeredActs(place, composer, open.message, world.now())}
          service={serviceOf(place, open.message)}
          run={(act) => {
            close(staysHere(act));
            run(act, open.message, rectOf(open.message));
          }}
          close={() => close()}
        />
      )}
      {open?.kind === 'picker' && (
        <EmojiPopover
          at={open.at}
          accountId={emojiAccountOf(place, open.message)}
          canPick={(emoji) => canReactWith(serviceOf(place, open.message), emoji)}
          pick={(emoji) => {
            close();
            react(open.message, emoji);
          }}
          close={() => close()}
        />
      )}
      {open?.kind === 'delete' && (
        <DeleteDialog
          message={open.message}
          service={serviceOf(place, open.message)}
          remove={() => {
            close();
            stored(acts.remove(open.message));
          }}
          close={() => close()}
        />
      )}
      <div role="status" className={mergeClasses(styles.told, told === '' && styles.silent)}>
        {told}
      </div>
    </>
  );
};

const messageActs = ['react', 'reply', 'edit', 'pin', 'mark-unread', 'copy-link', 'delete'] as const;
/** It is drawn again only if its properties have changed, because its list is drawn while it is scrolled. */
export const MessageActions = memo(ActionsOfList);

const hasSelection = (): boolean => (getSelection()?.toString() ?? '') !== '';

const isLink = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a,input,textarea') !== null;

/** Whether an act leaves the focus where it was. */
const staysHere = (act: MessageAct): boolean => {
  switch (act) {
    case 'copy-text':
    case 'copy-markdown':
    case 'copy-link':
    case 'open':
    case 'pin':
    case 'unpin':
    case 'mark-unread':
      return true;
    case 'react':
    case 'reply':
    case 'edit':
    case 'delete':
      return false;
  }
};
