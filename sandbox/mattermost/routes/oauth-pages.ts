/** The pages of the OAuth flow: plain forms that work without scripts. */

export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>` +
  '<style>body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}label{display:block;margin:.75rem 0}' +
  'input{width:100%;font:inherit;padding:.4rem;box-sizing:border-box}button{font:inherit;padding:.4rem 1rem;margin-right:.5rem}[role=alert]{color:#b00020}</style>' +
  `<main>${body}</main></html>`;

export const html = (body: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(body, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });

export const redirect = (location: string): Response =>
  new Response(null, { status: 302, headers: { location } });

/** The ways of signing in on the login page. */
export interface LoginWays {
  readonly password: boolean;
  /** Buttons of single sign-on: address and label. */
  readonly sso: readonly { readonly path: string; readonly label: string }[];
}

/** The sign-in form, and single sign-on if the server has it. `problem`: the error of the last try. */
export const loginPage = (redirectTo: string, problem: string | null, ways: LoginWays): string =>
  page(
    'Log in to Mattermost',
    '<h1>Log in to your account</h1>' +
      (problem === null ? '' : `<p role="alert">${escape(problem)}</p>`) +
      (ways.password ? passwordForm(redirectTo) : '') +
      ways.sso
        .map(
          ({ path, label }) =>
            `<form method="get" action="${path}"><input type="hidden" name="redirect_to" value="${escape(redirectTo)}">` +
            `<button type="submit">Log in with ${escape(label)}</button></form>`,
        )
        .join(''),
  );

const passwordForm = (redirectTo: string): string =>
  '<form method="post" action="/login">' +
  `<input type="hidden" name="redirect_to" value="${escape(redirectTo)}">` +
  '<label>Email or username<input name="login_id" autocomplete="username" required></label>' +
  '<label>Password<input name="password" type="password" autocomplete="current-password" required></label>' +
  '<label>MFA token, if your account has one<input name="token" inputmode="numeric" autocomplete="one-time-code"></label>' +
  '<button type="submit">Log in</button></form>';

/** The consent form. Hidden fields hold the request. */
export const consentPage = (appName: string, username: string, request: URLSearchParams): string =>
  page(
    'Authorize application',
    `<h1>Authorize ${escape(appName)} to connect to your Mattermost account</h1>` +
      `<p>${escape(appName)} asks to access and modify your basic information. You are signed in as ${escape(username)}.</p>` +
      '<form method="post" action="/oauth/authorize">' +
      [...request]
        .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
        .join('') +
      '<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form>',
  );

/** A problem that cannot be sent back to the application. */
export const messagePage = (message: string): string =>
  page('Mattermost', `<h1>Something is wrong</h1><p role="alert">${escape(message)}</p>`);
