/** Theme, locale and database around the app. Nothing is shown before it is known whether the database opens. */
import { FluentProvider, makeStyles, RendererProvider, useFocusFinders } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { NetworkQuestion } from '../network/network-question.tsx';
import { documentStyles } from '../theme/style-renderer.ts';
import { darkTheme, lightTheme } from '../theme/themes.ts';
import { useEmojiFont } from './use-emoji-font.ts';
import { useMedia } from '../theme/use-media.ts';
import type { Opened } from '../../store/index.ts';
import { LocaleContext, localeOf, type Locale } from '../words/locale.ts';
import { WorldContext, type AppWorld } from '../world/world.ts';
import { App } from './app.tsx';
import { CannotOpen } from './cannot-open.tsx';

/**
 * A style and not a class, because Fluent also gives the provider's classes to every portal, and a tooltip's portal would cover the window.
 */
const wholeWindow = { height: '100%' } as const;

const renderer = documentStyles();

interface Properties {
  readonly world: AppWorld;
  /** Opens the database. It is the same function at each render. */
  readonly open: () => Promise<Opened>;
}

const useStyles = makeStyles({
  // Fluent's spinner only turns more slowly where the system asks for no movement. The words beside it say that one has to wait.
  stillSpinners: {
    '@media (prefers-reduced-motion: reduce)': {
      '& .fui-Spinner__spinner, & .fui-Spinner__spinner *': { animationName: 'none !important' },
      '& .fui-Spinner__spinner ::before, & .fui-Spinner__spinner ::after': {
        animationName: 'none !important',
      },
    },
  },
});

/**
 * Keeps Fluent's Tabster as long as the page. It hides the page from screen readers (`aria-hidden`) while a dialog is open, and shows it again a
 * moment after. But it ends with the last component that uses it, and shows nothing again: where the dialog is that component, the page below
 * would stay hidden until it is loaded anew. This hook is the smallest that uses it.
 */
const useTabsterKept = (): void => void useFocusFinders();

/** What holds for all of the document, so that what opens over the page has it, too. */
const DocumentWide = () => {
  useEmojiFont();
  useTabsterKept();
  const { stillSpinners } = useStyles();
  useEffect(() => {
    const { classList } = document.documentElement;
    const names = stillSpinners.split(' ');
    classList.add(...names);
    return () => classList.remove(...names);
  }, [stillSpinners]);
  return null;
};

export const Root = ({ world, open }: Properties) => {
  const dark = useMedia('(prefers-color-scheme: dark)');
  const [opened, setOpened] = useState<Opened | null>(null);
  const locale = useSystemLocale(world);
  useEffect(() => {
    document.documentElement.lang = locale.language;
    document.documentElement.dir = locale.direction;
  }, [locale]);
  useEffect(() => {
    let current = true;
    void open().then((result) => {
      if (current) setOpened(result);
    });
    return () => {
      current = false;
    };
  }, [open]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={dark ? darkTheme : lightTheme} dir={locale.direction} style={wholeWindow}>
        <DocumentWide />
        {opened === null ? null : opened.kind === 'open' ? (
          <WorldContext value={world}>
            <LocaleContext value={locale}>
              <App />
              <NetworkQuestion />
            </LocaleContext>
          </WorldContext>
        ) : (
          // A retry reloads the page, because a part of this page may hold the database, too.
          <CannotOpen trouble={opened} retry={() => location.reload()} />
        )}
      </FluentProvider>
    </RendererProvider>
  );
};

/** Main knows the system's regional locale. The page itself knows only the language that it was started with. */
const useSystemLocale = ({ door }: AppWorld): Locale => {
  const [locale, setLocale] = useState(() => localeOf(undefined));
  useEffect(() => {
    let current = true;
    door.call('app:about', {}).then(
      ({ locale: tag }) => {
        if (current) setLocale(localeOf(tag));
      },
      // Harmless: the page uses its own locale.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [door]);
  return locale;
};
