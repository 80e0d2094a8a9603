/** English: team. See ../../README.md. */
export const teamMessages = {
  'team.team-not-read': '{why}. What was read before stays here, and Isthmus asks again by itself.',
  'team.why.not-granted': 'Your organisation has not allowed Isthmus to list the channels of this team',
  'team.why.forbidden': 'The service does not list the channels of this team at the moment ({coded})',
  'team.why.not-let-in':
    'The service does not accept your sign-in for the channels of this team at the moment',
  'team.why.not-found': 'The service does not find the channels of this team at the moment',
  'team.why.stands-still': 'The service’s list of the channels of this team leads nowhere at the moment',
  'team.why.throttled': 'The service asks for patience before it lists the channels of this team',
  'team.why.offline': 'The channels of this team cannot be listed at the moment. {sentence}',
  'team.why.cancelled': 'The channels of this team have not been listed yet',
} as const;
