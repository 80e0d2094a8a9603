/** Makes the organisation's people: accounts on one or both services, with ids and passwords from the seed. */
import { colleagues, type Colleague, type Group } from './names.ts';
import type { PersonKey, PlannedPerson } from './plan.ts';
import type { Chooser } from './random.ts';

/** A planned person and the part of the company they work in. */
export interface Staff {
  readonly person: PlannedPerson;
  readonly group: Group;
}

const domain = 'lanternbay.example';
const words = [
  'anchor',
  'beacon',
  'current',
  'drift',
  'ebb',
  'fathom',
  'gannet',
  'harbour',
  'island',
  'keel',
  'lagoon',
  'mast',
  'pier',
  'reef',
];

const plainLetters: Readonly<Record<string, string>> = { ø: 'o', ı: 'i', ł: 'l', æ: 'ae', ß: 'ss' };

/** `Siobhán O’Dea` becomes `siobhan.odea`: lower case, ASCII, what user names allow. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[øıłæß]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^a-z0-9. -]/g, '')
    .trim()
    .replace(/\s+/g, '-');

const keyOf = (colleague: Colleague): PersonKey =>
  colleague.surname === ''
    ? slug(colleague.givenName)
    : `${slug(colleague.givenName)}.${slug(colleague.surname)}`;

const microsoftAccount = (colleague: Colleague, key: PersonKey, id: string): PlannedPerson['microsoft'] => {
  if (colleague.presence === 'mattermost') return null;
  if (colleague.kind === 'bot') return { id, userPrincipalName: `${key}@${domain}`, mail: null };
  if (colleague.kind === 'guest') {
    const home = `${key}@partner.example`;
    return { id, userPrincipalName: `${home.replace('@', '_')}#EXT#@${domain}`, mail: home };
  }
  // Some tenants give accounts that never had a mailbox: `mail` is null there although the sign-in name looks like an address.
  return {
    id,
    userPrincipalName: `${key}@${domain}`,
    mail: colleague.presence === 'teams' && id.endsWith('a') ? null : `${key}@${domain}`,
  };
};

const mattermostAccount = (
  colleague: Colleague,
  key: PersonKey,
  id: string,
  secret: string,
): PlannedPerson['mattermost'] => {
  if (colleague.presence === 'teams') return null;
  const different = colleague.presence === 'different';
  return {
    id,
    username: different ? slug(colleague.givenName) : key,
    email:
      colleague.kind === 'guest'
        ? `${key}@partner.example`
        : different
          ? `${slug(colleague.givenName)}@chat.${domain}`
          : `${key}@${domain}`,
    mfaSecret: colleague.mfa === true ? secret : null,
  };
};

/** Everybody, the sample user first. */
export const makePeople = (chooser: Chooser): Staff[] =>
  colleagues.map((colleague) => {
    const key = keyOf(colleague);
    const own = chooser.fork(key);
    const ids = { microsoft: own.guid(), mattermost: own.mattermostId(), secret: own.base32(32) };
    return {
      group: colleague.group,
      person: {
        key,
        displayName: `${colleague.givenName} ${colleague.surname}`.trim(),
        givenName: colleague.givenName,
        surname: colleague.surname,
        jobTitle: colleague.jobTitle,
        kind: colleague.kind,
        password: `${own.pick(words)}-${own.pick(words)}-${own.integer(1000, 9999)}`,
        microsoft: microsoftAccount(colleague, key, ids.microsoft),
        mattermost: mattermostAccount(colleague, key, ids.mattermost, ids.secret),
      },
    };
  });

/** Looks people up by their key; throws for a key that no plan of this organisation holds. */
export const peopleByKey = (people: readonly PlannedPerson[]): ((key: PersonKey) => PlannedPerson) => {
  const byKey = new Map(people.map((person) => [person.key, person]));
  return (key) => {
    const person = byKey.get(key);
    if (!person) throw new Error(`nobody is called ${key}`);
    return person;
  };
};
