/** Theme, locale and database around the app: nothing is shown before it is known whether the database opens. */
import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { NetworkQuestion } from '../network/network-question.tsx';
import { darkTheme, lightTheme } from '../theme/themes.ts';
import { useMedia } from '../theme/use-media.ts';
import type { Opened } from '../../store/index.ts';
import { clockOf, LocaleContext, makeLocale, type Locale } from '../words/locale.ts';
import { WorldContext, type AppWorld } from '../world/world.ts';
import { App } from './app.tsx';
import { CannotOpen } from './cannot-open.tsx';

/** A style and not a class: Fluent gives the provider's classes to every portal as well, and a tooltip's would cover the window. */
const wholeWindow = { height: '100%' } as const;

/** The policy allows only style elements that carry the document's nonce; the attribute is hidden from scripts, the property is not. */
const documentNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: documentNonce() } });

interface Properties {
  readonly world: AppWorld;
  /** Opens the database. The same function at each render. */
  readonly open: () => Promise<Opened>;
}

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
        {opened === null ? null : opened.kind === 'open' ? (
          <WorldContext value={world}>
            <LocaleContext value={locale}>
              <App />
              <NetworkQuestion />
            </LocaleContext>
          </WorldContext>
        ) : (
          // A fresh page is the honest retry: whatever held the database may hold a part of this page too.
          <CannotOpen trouble={opened} retry={() => location.reload()} />
        )}
      </FluentProvider>
    </RendererProvider>
  );
};

/** Main knows the system's own regional locale; the page by itself only the language that it was started in. */
const useSystemLocale = ({ door }: AppWorld): Locale => {
  const [locale, setLocale] = useState(() => makeLocale(clockOf(undefined)));
  useEffect(() => {
    let current = true;
    door.call('app:about', {}).then(
      ({ locale: tag }) => {
        if (current) setLocale(makeLocale(clockOf(tag)));
      },
      // Harmless: the page's own clock is the next best.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [door]);
  return locale;
};
