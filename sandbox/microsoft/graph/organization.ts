/** The organisation itself: members and guests alike read its id, name and domains with `User.Read` (Graph reference, organization-list). */
import { context, json } from './answer.ts';
import type { GraphCall, Route } from './service.ts';

/** The domains of its members' principal names. */
const domainsOf = ({ state }: GraphCall): string[] => {
  const members = state.directory.accounts().filter(({ kind }) => kind === 'member');
  return [...new Set(members.map(({ userPrincipalName }) => userPrincipalName.split('@')[1] ?? ''))];
};

const listOrganizations = (call: GraphCall): Response =>
  json({
    '@odata.context': context(call, 'organization'),
    value: [
      {
        id: call.state.tenantId,
        // Everything else is null for an app with `User.Read` alone.
        createdDateTime: null,
        displayName: call.state.name,
        verifiedDomains: domainsOf(call).map((name, index) => ({
          capabilities: 'Email, OfficeCommunicationsOnline',
          isDefault: index === 0,
          isInitial: index === 0,
          name,
          type: 'Managed',
        })),
      },
    ],
  });

export const organizationRoutes = (): Route[] => [
  { method: 'GET', path: '/organization', scopes: ['User.Read'], limit: 'none', handle: listOrganizations },
];
