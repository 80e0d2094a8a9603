import type { ConfigMistake } from '../config/read-config.ts';
import { hubAuthentications } from '../config/event-hubs.ts';
import { secretPlaces } from '../config/relay-config.ts';
import type { Wanted } from '../config/wanted.ts';
import { clouds } from '../../sign-in/clouds.ts';
import { say } from './say.ts';

/** What is wrong in the configuration at `path`, and where, in one line for the administrator. */
export const configMistake = (mistake: ConfigMistake, path: string): string => {
  switch (mistake.kind) {
    case 'absent':
      return say('config.absent', { path });
    case 'unreadable':
      return say('config.unreadable', { path });
    case 'too-large':
      return say('config.too-large', { path });
    case 'not-json':
      return say('config.not-json', { path, line: mistake.line, column: mistake.column });
    case 'doubled':
      return say('config.doubled', { path, line: mistake.line, field: mistake.field });
    case 'unknown':
      return say('config.unknown', {
        path,
        line: mistake.line,
        field: mistake.field,
        known: mistake.known.join(', '),
      });
    case 'missing':
      return say('config.missing', {
        path,
        line: mistake.line,
        field: mistake.field,
        wanted: wantedWords(mistake.wanted),
      });
    case 'wrong': {
      const { line, field } = mistake;
      const wanted = wantedWords(mistake.wanted);
      return field === ''
        ? say('config.wrong-whole', { path, line, wanted })
        : say('config.wrong', { path, line, field, wanted });
    }
  }
};

const wantedWords = (wanted: Wanted): string => {
  switch (wanted) {
    case 'object':
      return say('wanted.object');
    case 'path':
      return say('wanted.path');
    case 'grace-minutes':
      return say('wanted.grace-minutes');
    case 'one-share':
      return say('wanted.one-share');
    case 'days':
      return say('wanted.days');
    case 'address':
      return say('wanted.address');
    case 'https':
      return say('wanted.https');
    case 'plain-address':
      return say('wanted.plain-address');
    case 'tenant':
      return say('wanted.tenant');
    case 'client-id':
      return say('wanted.client-id');
    case 'yes-or-no':
      return say('wanted.yes-or-no');
    case 'cloud':
      return say('wanted.cloud', { clouds: clouds.join(', ') });
    case 'ip-address':
      return say('wanted.ip-address');
    case 'port':
      return say('wanted.port');
    case 'open-invitations':
      return say('wanted.open-invitations');
    case 'shares':
      return say('wanted.shares');
    case 'time-zone':
      return say('wanted.time-zone');
    case 'install-address':
      return say('wanted.install-address');
    case 'host-names':
      return say('wanted.host-names');
    case 'namespace':
      return say('wanted.namespace');
    case 'hub':
      return say('wanted.hub');
    case 'consumer-group':
      return say('wanted.consumer-group');
    case 'domain':
      return say('wanted.domain');
    case 'hub-authentication':
      return say('wanted.hub-authentication', { ways: hubAuthentications.join(', ') });
    case 'no-connection-string':
      return say('wanted.no-connection-string');
    case 'secret-place':
      return say('wanted.secret-place', { places: secretPlaces.join(', ') });
    case 'no-secret-file':
      return say('wanted.no-secret-file');
  }
};
