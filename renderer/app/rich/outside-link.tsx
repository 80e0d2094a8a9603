/**
 * A link in a message: what it leads to is opened in place where Isthmus has it, else outside by main. The address is kept off `href`, so
 * nothing can navigate this window.
 */
import { Link } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useNavigation } from '../navigation/navigation.ts';
import { useOpenLink } from '../world/use-open-link.ts';

interface Properties {
  readonly url: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Says where it leads on hovering: the text may say something else. With Ctrl or Command it always leads outside. */
export const OutsideLink = ({ url, className, children }: Properties) => {
  const openOutside = useOpenLink();
  const { openAddress } = useNavigation();
  return (
    <Link
      as="button"
      role="link"
      inline
      title={url}
      {...(className ? { className } : {})}
      onClick={(event) => (event.ctrlKey || event.metaKey ? openOutside(url) : openAddress(url))}
    >
      {children}
    </Link>
  );
};
