/**
 * The popovers of the box: the address of a link, the languages of code, the emoji. One is open at a time. Afterwards the text gets the
 * focus again.
 */
import { lazy, Suspense } from 'react';
import type { AccountId } from '../../../model/index.ts';
import type { Leaf } from '../../../text/document/index.ts';
import { nameOfEmoji } from '../../../text/mattermost-markdown/index.ts';
import type { Editor } from '../../editor/editor.ts';
import type { LinkHere } from '../../editor/links.ts';
import { EmojiPopover } from '../../emoji/emoji-popover.tsx';
import { isCustom } from '../../emoji/use-custom-emoji.ts';
import { noteRecent } from '../../emoji/recent.ts';

const LinkPopover = lazy(async () => ({ default: (await import('./link-popover.tsx')).LinkPopover }));
const LanguagePopover = lazy(async () => ({
  default: (await import('./language-popover.tsx')).LanguagePopover,
}));

/** `at`: the place on the screen where it opens; a link opens at its text. */
export type OpenedAtBox =
  | { readonly kind: 'link'; readonly link: LinkHere }
  | { readonly kind: 'languages'; readonly at: DOMRect; readonly language: string }
  | { readonly kind: 'emoji'; readonly at: DOMRect };

interface Properties {
  readonly opened: OpenedAtBox;
  readonly editor: Editor;
  /** The Mattermost account that gets the message; null in Teams. */
  readonly emojiAccount: AccountId | null;
  readonly close: () => void;
}

export const BoxPopover = ({ opened, editor, emojiAccount, close }: Properties) => {
  const leave = (): void => {
    close();
    // A closing popover moves the focus itself before the page is drawn again.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        // The user may have opened the next popover meanwhile. It would close if it lost the focus.
        if (!document.activeElement?.closest('[role=dialog]')) editor.focus();
      }),
    );
  };
  switch (opened.kind) {
    case 'link':
      return (
        <Suspense fallback={null}>
          <LinkPopover
            place={editor.caret}
            link={opened.link}
            put={editor.putLink}
            remove={editor.removeLink}
            close={leave}
          />
        </Suspense>
      );
    case 'languages':
      return (
        <Suspense fallback={null}>
          <LanguagePopover
            at={opened.at}
            language={opened.language}
            choose={(language) => {
              editor.setLanguage(language);
              leave();
            }}
            close={leave}
          />
        </Suspense>
      );
    case 'emoji':
      return (
        <EmojiPopover
          at={opened.at}
          accountId={emojiAccount}
          canPick={everyEmoji}
          pick={(emoji) => {
            noteRecent(emoji, emojiAccount);
            editor.insert(leafOfEmoji(emoji));
            leave();
          }}
          close={leave}
        />
      );
  }
};

/** Both services accept every emoji in a text. */
const everyEmoji = (): boolean => true;

const leafOfEmoji = (emoji: string): Leaf => {
  if (isCustom(emoji)) return { kind: 'emoji', emoji: null, name: emoji.slice(1, -1) };
  const name = nameOfEmoji(emoji);
  return name === null ? { kind: 'text', text: emoji } : { kind: 'emoji', emoji, name };
};
