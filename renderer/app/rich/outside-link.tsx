/** A link that leaves the app through main. The address is kept off `href`, so nothing can navigate this window. */
import { Link } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useOpenLink } from '../world/use-open-link.ts';

interface Properties {
  readonly url: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Says where it leads on hovering: the text may say something else. */
export const OutsideLink = ({ url, className, children }: Properties) => {
  const open = useOpenLink();
  return (
    <Link
      as="button"
      role="link"
      inline
      title={url}
      {...(className ? { className } : {})}
      onClick={() => open(url)}
    >
      {children}
    </Link>
  );
};
