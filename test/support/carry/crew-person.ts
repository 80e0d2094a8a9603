/** Members of a small crew, for organisations of tests. */
import type { PersonKey, PlannedPerson } from '../../../sandbox/organisation/plan.ts';

/** Somebody with an account on both services. `at`: 0 to 99, another for each; `series`: the digit that tells the ids of one organisation from those of another. */
export const crewPerson = (series: 1 | 2, key: PersonKey, at: number): PlannedPerson => {
  const displayName = key.charAt(0).toUpperCase() + key.slice(1);
  return {
    key,
    displayName,
    givenName: displayName,
    surname: 'Crew',
    jobTitle: '',
    kind: 'member',
    password: `password of ${key}`,
    microsoft: {
      id: `7d1c2b3a-0000-4000-8000-000000000${series}${at.toString().padStart(2, '0')}`,
      userPrincipalName: `${key}@crew.example`,
      mail: `${key}@crew.example`,
    },
    mattermost: {
      id: `${key}crew`.padEnd(26, 'x'),
      username: key,
      email: `${key}@crew.example`,
      mfaSecret: null,
    },
  };
};
