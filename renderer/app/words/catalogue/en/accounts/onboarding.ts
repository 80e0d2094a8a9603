/** English: onboarding. See ../../../README.md. */
export const onboardingMessages = {
  'onboarding.title': 'Welcome to Isthmus',
  'onboarding.about':
    'Microsoft Teams and Mattermost in one window, readable on-line and off. Sign in to both to begin.',
  'onboarding.continue-with-one': 'Continue with one',
  'onboarding.where-kept':
    'You sign in as yourself. Messages stay on this computer; sign-ins are kept in the system’s keyring.',
  'onboarding.required.title': 'Connect {services} to go on',
  'onboarding.required.about':
    'Your organisation requires {services} in Isthmus. Until you have signed in, Isthmus shows nothing else.',
  'onboarding.required.meanwhile':
    'Nothing is lost meanwhile: with what you have connected, Isthmus goes on reading, sending and carrying.',
  'onboarding.signed-in': 'Signed in as {name}',
  'teams.about': 'Chats, teams and channels of your work account',
  'teams.tenant.label': 'Tenant',
  'teams.tenant.hint': 'Your organisation’s domain or tenant ID',
  'teams.tenant.missing': 'Enter the tenant.',
  'teams.client-id.label': 'Client ID',
  'teams.client-id.hint': 'Of the app registration that your administrator made for Isthmus',
  'teams.client-id.wrong': 'This is not a client ID: it has 32 digits in five groups.',
  'teams.submit': 'Sign in to Teams',
  'teams.other-registration': 'Use another organisation’s registration',
} as const;
