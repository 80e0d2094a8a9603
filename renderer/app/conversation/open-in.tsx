/** Opens a conversation in its service's own app; a linked one in either. */
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import type { Conversation } from '../../model/index.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { safeHref } from '../rich/links.ts';
import { serviceName } from '../words/names.ts';
import { useOpenFor } from '../theme/use-open-for.ts';
import { useOpenLink } from '../world/use-open-link.ts';
import { say } from '../words/catalogue/say.ts';
import { english } from '../words/locale.ts';

export const OpenIn = ({ sides }: { sides: readonly Conversation[] }) => {
  const open = useOpenLink();
  const menu = useOpenFor(sides.map(({ id }) => id).join(' '));
  const places = sides.flatMap(({ id, service, webUrl }) => {
    const url = safeHref(webUrl);
    return url === null ? [] : [{ id, service, url }];
  });
  const [only] = places;
  if (only === undefined) return null;
  if (places.length === 1)
    return (
      <Tooltip
        content={say('conversation.open-in', { service: serviceName(only.service) })}
        relationship="label"
      >
        <Button appearance="subtle" icon={<OpenRegular />} onClick={() => open(only.url)} />
      </Tooltip>
    );
  const label = say('conversation.open-in', {
    service: english.either(places.map(({ service }) => serviceName(service))),
  });
  return (
    <Menu {...menu} positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<OpenRegular />} aria-label={label} title={label} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {places.map(({ id, service, url }) => (
            <MenuItem key={id} icon={<ServiceMark service={service} note="" />} onClick={() => open(url)}>
              {say('conversation.open-in', { service: serviceName(service) })}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
