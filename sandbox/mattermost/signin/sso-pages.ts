/** The pages on the way through single sign-on. */
import { escape, page } from '../routes/oauth-pages.ts';

const form = (action: string, fields: Readonly<Record<string, string>>, body: string): string =>
  `<form method="post" action="${escape(action)}">` +
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('') +
  `${body}</form>`;

/** The identity provider's sign-in. */
export const providerPage = (state: string, problem: string | null): string =>
  page(
    'Sign in at the identity provider',
    '<h1>Sign in</h1>' +
      (problem === null ? '' : `<p role="alert">${escape(problem)}</p>`) +
      form(
        '/sandbox/identity-provider',
        { state },
        '<label>Username<input name="username" autocomplete="username" required></label>' +
          '<label>Password<input name="password" type="password" required></label>' +
          '<button type="submit">Sign in</button>',
      ),
  );

/** The identity provider's answer in SAML: a form that posts itself. */
export const samlAnswerPage = (response: string, relayState: string): string =>
  page(
    'One moment',
    form('/login/sso/saml', { SAMLResponse: response, RelayState: relayState }, '') +
      '<script>document.forms[0].submit()</script>',
  );

/**
 * `/login/desktop`: its script opens the same address with the scheme of the desktop app (webapp/channels/src/components/
 * desktop_auth_token.tsx, forwardToDesktopApp); a link opens it again.
 */
export const desktopPage = (address: URL): string => {
  const scheme = address.searchParams.has('isDesktopDev') ? 'mattermost-dev' : 'mattermost';
  const target = address.href.replace(address.protocol, `${scheme}:`);
  return page(
    'You are now logged in',
    `<h1>You are now logged in</h1><p>Click on Open Mattermost in the browser prompt to <a id="open" href="${escape(target)}">launch the desktop app</a>.</p>` +
      `<script>location.href = document.getElementById('open').href</script>`,
  );
};
