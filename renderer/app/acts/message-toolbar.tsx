/**
 * The toolbar over one message: the emoji used last, and the acts used most. It is one for the list, and goes from message to message with the
 * pointer. Its buttons stay, hidden where there is no message: to make new ones costs more than to draw the messages that a turn of the wheel brings.
 */
import { makeStyles, Toolbar, ToolbarButton, tokens } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { memo, useCallback, useLayoutEffect, useRef, type MouseEvent } from 'react';
import type { AccountId, Message, MessageId } from '../../model/index.ts';
import { CustomEmoji } from '../emoji/custom-emoji.tsx';
import { isCustom } from '../emoji/use-custom-emoji.ts';
import { recentEmoji } from '../emoji/recent.ts';
import { actWords, type MessageAct } from './act-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { isolated } from '../words/names.ts';
import { actIcon } from './act-icons.tsx';
import type { OfferedAct } from './act-place.ts';
import type { RowPlaces } from './row-places.ts';

const useStyles = makeStyles({
  place: { position: 'absolute', top: 0, insetInlineEnd: '24px', zIndex: 1 },
  bar: {
    padding: '2px',
    columnGap: '0',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  button: { minWidth: '28px', width: '28px', height: '28px', padding: 0 },
  emoji: { fontSize: '16px', lineHeight: '20px', fontVariantEmoji: 'emoji' },
});

/** How far it reaches above the message, and its height, CSS pixels. */
const above = 16;
const height = 34;
/** The acts on the toolbar itself. All others are in the menu. */
const onBar: readonly MessageAct[] = ['react', 'reply', 'edit'];
const emojiOnBar = 3;

interface Properties {
  readonly rowPlaces: RowPlaces;
  /** Whether the pointer or the focus is on the message. */
  readonly isShown: boolean;
  readonly message: Message;
  readonly author: string;
  readonly offered: readonly OfferedAct[];
  readonly run: (act: MessageAct, at: DOMRect) => void;
  readonly react: (emoji: string) => void;
  /** The account whose custom emoji the message can have; null for none. */
  readonly emojiAccount: AccountId | null;
  readonly canReact: (emoji: string) => boolean;
  readonly openMenu: (at: DOMRect) => void;
  readonly hasMenu: boolean;
}

export const MessageToolbar = (properties: Properties) => {
  const { rowPlaces, isShown, message, author, offered, emojiAccount, canReact, hasMenu } = properties;
  const styles = useStyles();
  const bar = useRef<HTMLDivElement>(null);
  // Written by hand, because it moves at each turn of the wheel.
  const place = useCallback(() => {
    const element = bar.current;
    if (element === null) return;
    const row = isShown ? rowPlaces.of(message.id) : null;
    element.hidden = row === null;
    if (row === null) return;
    const top = Math.max(2, Math.min(row.top - above, row.visible - height - 2));
    element.style.transform = `translateY(${top}px)`;
  }, [rowPlaces, message.id, isShown]);
  useLayoutEffect(place);
  // Also by hand: the author changes more often than the buttons.
  const label = say('acts.toolbar', { author: isolated(author) });
  useLayoutEffect(() => {
    const toolbar = bar.current?.querySelector('[role=toolbar]');
    if (toolbar && toolbar.ariaLabel !== label) toolbar.ariaLabel = label;
  });
  useLayoutEffect(() => rowPlaces.follow(place), [rowPlaces, place]);
  // The last used emoji are read once for each message, so that no button changes under the pointer.
  const recent = useRef<{ readonly of: MessageId; readonly emoji: readonly string[] } | null>(null);
  if (recent.current?.of !== message.id) {
    const usable = recentEmoji(emojiAccount).filter((one) => isCustom(one) || canReact(one));
    recent.current = { of: message.id, emoji: usable.slice(0, emojiOnBar) };
  }
  const { emoji } = recent.current;
  // The focus does not go along with the toolbar: the next press of a key would do something to a message that the user did not choose.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && bar.current?.contains(focused)) focused.blur();
  }, [message.id, isShown]);
  const latest = useRef(properties);
  useLayoutEffect(() => {
    latest.current = properties;
  });
  const run = useCallback((act: MessageAct, at: DOMRect) => latest.current.run(act, at), []);
  const react = useCallback((one: string) => latest.current.react(one), []);
  const openMenu = useCallback((at: DOMRect) => latest.current.openMenu(at), []);
  if (offered.length === 0) return null;
  const canBe = new Map(offered.map(({ act, forbidden }) => [act, forbidden === null]));
  return (
    <div ref={bar} className={styles.place}>
      <Bar
        emoji={canBe.get('react') === true ? emoji : []}
        acts={onBar.filter((act) => canBe.get(act) === true)}
        emojiAccount={emojiAccount}
        hasMenu={hasMenu}
        run={run}
        react={react}
        openMenu={openMenu}
      />
    </div>
  );
};

interface BarProperties {
  readonly emoji: readonly string[];
  readonly acts: readonly MessageAct[];
  readonly emojiAccount: AccountId | null;
  readonly hasMenu: boolean;
  readonly run: (act: MessageAct, at: DOMRect) => void;
  readonly react: (emoji: string) => void;
  readonly openMenu: (at: DOMRect) => void;
}

/** The toolbar itself with its buttons. It is drawn again only if one of them changes. */
const Bar = memo(
  ({ emoji, acts, emojiAccount, hasMenu, run, react, openMenu }: BarProperties) => {
    const styles = useStyles();
    const at = ({ currentTarget }: MouseEvent<HTMLElement>): DOMRect => currentTarget.getBoundingClientRect();
    return (
      <Toolbar className={styles.bar} size="small" data-testid="message-toolbar">
        {emoji.map((one) => (
          <ToolbarButton
            key={one}
            className={styles.button}
            icon={
              emojiAccount !== null && isCustom(one) ? (
                <span className={styles.emoji}>
                  <CustomEmoji accountId={emojiAccount} name={one.slice(1, -1)} isDecoration />
                </span>
              ) : (
                <span className={styles.emoji}>{one}</span>
              )
            }
            aria-label={say('acts.react-with', { reaction: one })}
            title={say('acts.react-with', { reaction: one })}
            onClick={() => react(one)}
          />
        ))}
        {acts.map((act) => (
          <ToolbarButton
            key={act}
            className={styles.button}
            icon={actIcon(act)}
            aria-label={actWords(act, 'teams')}
            title={actWords(act, 'teams')}
            onClick={(event: MouseEvent<HTMLElement>) => run(act, at(event))}
          />
        ))}
        <ToolbarButton
          className={styles.button}
          icon={<MoreHorizontalRegular />}
          aria-label={say('acts.more')}
          title={say('acts.more')}
          aria-haspopup="menu"
          aria-expanded={hasMenu}
          onClick={(event: MouseEvent<HTMLElement>) => openMenu(at(event))}
        />
      </Toolbar>
    );
  },
  (one, other) =>
    one.emojiAccount === other.emojiAccount &&
    one.hasMenu === other.hasMenu &&
    sameItems(one.emoji, other.emoji) &&
    sameItems(one.acts, other.acts),
);
Bar.displayName = 'Bar';

const sameItems = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);
