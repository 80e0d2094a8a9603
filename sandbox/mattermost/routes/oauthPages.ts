/** The pages of the OAuth flow: plain forms that work without scripts. */

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>` +
  '<style>body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}label{display:block;margin:.75rem 0}' +
  'input{width:100%;font:inherit;padding:.4rem;box-sizing:border-box}button{font:inherit;padding:.4rem 1rem;margin-right:.5rem}[role=alert]{color:#b00020}</style>' +
  `<main>${body}</main></html>`;

/** The sign-in form; `problem` says what was wrong with the last try. */
export const loginPage = (redirectTo: string, problem: string | null): string =>
  page(
    'Log in to Mattermost',
    '<h1>Log in to your account</h1>' +
      (problem === null ? '' : `<p role="alert">${escape(problem)}</p>`) +
      '<form method="post" action="/login">' +
      `<input type="hidden" name="redirect_to" value="${escape(redirectTo)}">` +
      '<label>Email or username<input name="login_id" autocomplete="username" required></label>' +
      '<label>Password<input name="password" type="password" autocomplete="current-password" required></label>' +
      '<label>MFA token, if your account has one<input name="token" inputmode="numeric" autocomplete="one-time-code"></label>' +
      '<button type="submit">Log in</button></form>',
  );

/** The consent form; the request goes along in hidden fields. */
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
