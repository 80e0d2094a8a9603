/** The picker of emoji in a popover, for reactions and for writing. It is loaded when it is opened for the first time. */
import { makeStyles, Popover, PopoverSurface, Spinner } from '@fluentui/react-components';
import { lazy, Suspense, useMemo } from 'react';
import type { AccountId } from '../../model/index.ts';
import { useCloseOnResize } from '../theme/use-close-on-resize.ts';
import { say } from '../words/catalogue/say.ts';

const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).EmojiPicker }));

const useStyles = makeStyles({
  surface: { padding: '8px', width: '324px', maxWidth: 'calc(100vw - 16px)', boxSizing: 'border-box' },
  waits: { height: '340px' },
});

export interface EmojiPopoverOptions {
  /** The place on the screen where it opens. */
  readonly at: DOMRect;
  /** The Mattermost account whose custom emoji are offered; null for none. */
  readonly accountId: AccountId | null;
  /** Whether an emoji of Unicode can be used here; others are not offered. */
  readonly canPick: (emoji: string) => boolean;
  /** Is given an emoji, or the `:name:` of a custom one. The popover stays open until its owner closes it. */
  readonly pick: (emoji: string) => void;
  readonly close: () => void;
}

export const EmojiPopover = ({ at, accountId, canPick, pick, close }: EmojiPopoverOptions) => {
  const styles = useStyles();
  const target = useMemo(() => ({ getBoundingClientRect: () => at }), [at]);
  useCloseOnResize(close);
  return (
    <Popover
      open
      trapFocus
      onOpenChange={(_, { open }) => {
        if (!open) close();
      }}
      positioning={{
        target,
        position: 'below',
        align: 'end',
        fallbackPositions: ['above-end', 'below-start', 'above-start', 'before', 'after'],
        overflowBoundaryPadding: 8,
      }}
    >
      <PopoverSurface className={styles.surface} aria-label={say('emoji.picker')} data-testid="emoji-picker">
        <Suspense fallback={<Spinner className={styles.waits} aria-label={say('emoji.loading')} />}>
          <EmojiPicker accountId={accountId} canPick={canPick} pick={pick} />
        </Suspense>
      </PopoverSurface>
    </Popover>
  );
};
