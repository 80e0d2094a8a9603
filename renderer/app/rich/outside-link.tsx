/**
 * A link in a message. Its target is opened in place if Isthmus has it, else outside by main. `href` is not set, so that nothing can
 * navigate this window.
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

/** Shows its target on hovering, because its text may say something else. With Ctrl or Command it always opens outside. */
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
