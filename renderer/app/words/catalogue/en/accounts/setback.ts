/** English: setback. See ../../../README.md. */
export const setbackMessages = {
  'setback.changes': 'not up to date',
  'setback.history': 'incomplete',
  'setback.members': 'members unknown',
  'setback.sentence.service-fails':
    '{what, select, changes {What is new here cannot be read: the service reports a fault of its own.} members {Who is here cannot be read: the service reports a fault of its own.} other {Older messages cannot be read: the service reports a fault of its own.}}',
  'setback.sentence.no-answer':
    '{what, select, changes {What is new here cannot be read: the service does not answer.} members {Who is here cannot be read: the service does not answer.} other {Older messages cannot be read: the service does not answer.}}',
  'setback.sentence.unreadable':
    '{what, select, changes {What is new here cannot be read: the service’s answers arrive damaged.} members {Who is here cannot be read: the service’s answers arrive damaged.} other {Older messages cannot be read: the service’s answers arrive damaged.}}',
  'setback.sentence.refused':
    '{what, select, changes {What is new here cannot be read: the service refuses the request.} members {Who is here cannot be read: the service refuses the request.} other {Older messages cannot be read: the service refuses the request.}}',
  'setback.sentence.forbidden':
    '{what, select, changes {What is new here cannot be read: the service does not let Isthmus read it.} members {Who is here cannot be read: the service does not let Isthmus read it.} other {Older messages cannot be read: the service does not let Isthmus read it.}}',
  'setback.sentence.not-granted':
    '{what, select, changes {What is new here cannot be read: your organisation has not allowed Isthmus to read channels.} members {Who is here cannot be read: your organisation has not allowed Isthmus to see who is in channels.} other {Older messages cannot be read: your organisation has not allowed Isthmus to read channels.}}',
  'setback.sentence.missing':
    '{what, select, changes {What is new here cannot be read: the service lists it, and says that it is not there.} members {Who is here cannot be read: the service lists it, and says that it is not there.} other {Older messages cannot be read: the service lists it, and says that it is not there.}}',
  'setback.sentence.not-let-in':
    '{what, select, changes {What is new here cannot be read: the service does not accept your sign-in for it.} members {Who is here cannot be read: the service does not accept your sign-in for it.} other {Older messages cannot be read: the service does not accept your sign-in for it.}}',
  'setback.sentence.throttled':
    '{what, select, changes {What is new here cannot be read: the service asks for patience again and again.} members {Who is here cannot be read: the service asks for patience again and again.} other {Older messages cannot be read: the service asks for patience again and again.}}',
  'setback.sentence.stands-still':
    '{what, select, changes {What is new here cannot be read: the service’s pages lead nowhere.} members {Who is here cannot be read: the service’s pages lead nowhere.} other {Older messages cannot be read: the service’s pages lead nowhere.}}',
  'setback.sentence.place-lost':
    '{what, select, changes {What is new here cannot be read: the service does not know from where to go on.} members {Who is here cannot be read: the service does not know from where to go on.} other {Older messages cannot be read: the service does not know from where to go on.}}',
  'setback.setback-note': '{sentence} Next try {when}.',
  'team.team-not-read': '{sentence} What was read before stays here, and Isthmus asks again by itself.',
  'team.why.not-granted': 'Your organisation has not allowed Isthmus to list the channels of this team.',
  'team.why.forbidden': 'The service does not list the channels of this team at the moment ({coded}).',
  'team.why.not-let-in':
    'The service does not accept your sign-in for the channels of this team at the moment.',
  'team.why.not-found': 'The service does not find the channels of this team at the moment.',
  'team.why.stands-still': 'The service’s list of the channels of this team leads nowhere at the moment.',
  'team.why.throttled': 'The service asks for patience before it lists the channels of this team.',
  'team.why.offline': 'The channels of this team cannot be listed at the moment. {sentence}',
  'team.why.cancelled': 'The channels of this team have not been listed yet.',
} as const;
