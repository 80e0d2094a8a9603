/** Theme and database around the app: nothing is shown before it is known whether the database opens. */
import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { darkTheme, lightTheme } from '../theme/themes.ts';
import { useMedia } from '../theme/use-media.ts';
import { openDatabase, type Opened } from '../../store/index.ts';
import { WorldContext, type AppWorld } from '../world/world.ts';
import { App } from './App.tsx';
import { CannotOpen } from './CannotOpen.tsx';

/** A style and not a class: Fluent gives the provider's classes to every portal as well, and a tooltip's would cover the window. */
const wholeWindow = { height: '100%' } as const;

/** The policy allows only style elements that carry the document's nonce; the attribute is hidden from scripts, the property is not. */
const documentNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: documentNonce() } });

export const Root = ({ world }: { world: AppWorld }) => {
  const dark = useMedia('(prefers-color-scheme: dark)');
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    let current = true;
    void openDatabase(world.database).then((result) => {
      if (current) setOpened(result);
    });
    return () => {
      current = false;
    };
  }, [world]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={dark ? darkTheme : lightTheme} style={wholeWindow}>
        {opened === null ? null : opened.kind === 'open' ? (
          <WorldContext value={world}>
            <App />
          </WorldContext>
        ) : (
          // A fresh page is the honest retry: whatever held the database may hold a part of this page too.
          <CannotOpen trouble={opened} retry={() => location.reload()} />
        )}
      </FluentProvider>
    </RendererProvider>
  );
};
