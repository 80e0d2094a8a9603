/** The pages a person sees while signing in, with the real ones' field names and ids so that the same hands can fill them in. */
import { html, raw } from 'hono/html';
import type { User } from '../state/directory.ts';
import { permissions } from './scopes.ts';

type Html = ReturnType<typeof html>;

const page = (title: string, body: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${raw(
            'body{font:15px "Segoe UI",sans-serif;background:#eef1f5;display:grid;place-items:center;min-height:100vh;margin:0}' +
              'main{background:#fff;padding:2.5rem;width:22rem;box-shadow:0 2px 8px #0003}h1{font-size:1.4rem}' +
              'input[type=email],input[type=password]{width:100%;box-sizing:border-box;padding:.5rem;margin:.5rem 0}' +
              'button{padding:.4rem 1.2rem;margin:.3rem .3rem 0 0}.account{display:block;width:100%;text-align:left}' +
              '[role=alert]{color:#b00020}small{color:#666}',
          )}
        </style>
      </head>
      <body>
        <main>
          <p><small>Sandbox sign-in: a pretend Microsoft tenant</small></p>
          ${body}
        </main>
      </body>
    </html>`;

const form = (action: string, flow: string, step: string, body: Html): Html =>
  html`<form method="post" action="${action}">
    <input type="hidden" name="flow" value="${flow}" />
    <input type="hidden" name="step" value="${step}" />
    ${body}
  </form>`;

const alert = (message: string | null): Html | string =>
  message === null ? '' : html`<p role="alert" id="error">${message}</p>`;

const cancel = html`<button type="submit" name="action" value="cancel" id="idBtn_Back" formnovalidate>
  Cancel
</button>`;

interface Place {
  readonly action: string;
  readonly flow: string;
}

export const accountPickerPage = (place: Place, users: readonly User[]): Html =>
  page(
    'Pick an account',
    html`<h1>Pick an account</h1>
      ${form(
        place.action,
        place.flow,
        'pick',
        html`${users.map(
            (user) =>
              html`<button class="account" type="submit" name="account" value="${user.id}">
                ${user.displayName}<br /><small>${user.userPrincipalName}</small>
              </button>`,
          )}
          <button class="account" type="submit" name="account" value="other" id="otherTile">
            Use another account
          </button>
          ${cancel}`,
      )}`,
  );

export const emailPage = (place: Place, problem: string | null): Html =>
  page(
    'Sign in to your account',
    html`<h1>Sign in</h1>
      ${alert(problem)}
      ${form(
        place.action,
        place.flow,
        'email',
        html`<input
            type="email"
            name="loginfmt"
            id="i0116"
            placeholder="Email, phone, or Skype"
            required
            autofocus
          />
          ${cancel}<button type="submit" id="idSIButton9">Next</button>`,
      )}`,
  );

export const passwordPage = (place: Place, user: string, problem: string | null): Html =>
  page(
    'Sign in to your account',
    html`<p id="displayName">${user}</p>
      <h1>Enter password</h1>
      ${alert(problem)}
      ${form(
        place.action,
        place.flow,
        'password',
        html`<input type="password" name="passwd" id="i0118" placeholder="Password" required autofocus />
          ${cancel}<button type="submit" id="idSIButton9">Sign in</button>`,
      )}`,
  );

export const consentPage = (place: Place, user: User, scopes: readonly string[]): Html =>
  page(
    'Permissions requested',
    html`<p>${user.userPrincipalName}</p>
      <h1>Permissions requested</h1>
      <p>This application is not published by Microsoft. It would like to:</p>
      <ul>
        ${scopes.map((scope) => html`<li data-scope="${scope}">${permissions[scope]?.says ?? scope}</li>`)}
      </ul>
      ${form(
        place.action,
        place.flow,
        'consent',
        html`${cancel}<button type="submit" name="action" value="accept" id="idSIButton9">Accept</button>`,
      )}`,
  );

/** Only an administrator can grant these; with `mayAsk` the page offers to ask one (the admin consent workflow). */
export const approvalPage = (place: Place, scopes: readonly string[], mayAsk: boolean): Html =>
  page(
    mayAsk ? 'Approval required' : 'Need admin approval',
    html`<h1>${mayAsk ? 'Approval required' : 'Need admin approval'}</h1>
      <p id="error">
        ${
          mayAsk
            ? 'AADSTS90095: This app requires your admin’s approval to:'
            : 'AADSTS90094: This application needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.'
        }
      </p>
      <ul>
        ${scopes.map((scope) => html`<li data-scope="${scope}">${permissions[scope]?.says ?? scope}</li>`)}
      </ul>
      ${form(
        place.action,
        place.flow,
        'approval',
        html`${
            mayAsk
              ? html`<label>
                    Enter justification for requesting this app
                    <textarea name="justification" id="requestJustification"></textarea>
                  </label>
                  <button type="submit" name="action" value="request" id="idSIButton9">
                    Request approval
                  </button>`
              : ''
          }<button type="submit" name="action" value="cancel" id="idBtn_Back">
            Return to the application without granting consent
          </button>`,
      )}`,
  );

/** The request was sent. The real page also ends here: nothing goes back to the app. */
export const approvalSentPage = (): Html =>
  page(
    'Request sent',
    html`<h1>Request sent</h1>
      <p>
        Your admin has been notified. You’ll get an email when your request is reviewed. You can close this
        window.
      </p>`,
  );

export const errorPage = (description: string): Html =>
  page(
    'Sign in to your account',
    html`<h1>Sorry, but we’re having trouble signing you in.</h1>
      <p id="error">${description}</p>`,
  );

/** Where a code of another device is typed; the real one's field has the same name. */
export const deviceCodePage = (action: string, problem: string | null): Html =>
  page(
    'Sign in to your account',
    html`<h1>Enter code to allow access</h1>
      ${alert(problem)}
      <form method="post" action="${action}">
        <input type="text" name="otc" id="otc" placeholder="Code" required autofocus />
        <button type="submit" id="idSIButton9">Next</button>
      </form>`,
  );

/** The end of a sign-in for another device. */
export const deviceDonePage = (isSignedIn: boolean): Html =>
  page(
    'Sign in to your account',
    isSignedIn
      ? html`<h1>You have signed in to the application on your device.</h1>
          <p>You may now close this window.</p>`
      : html`<h1>You have declined the sign-in.</h1>`,
  );

export const signedOutPage = (): Html =>
  page(
    'Sign out',
    html`<h1>You signed out of your account</h1>
      <p>It’s a good idea to close all browser windows.</p>`,
  );

/** Hands the answer over by a form that posts itself. */
export const formPostPage = (redirectUri: string, answer: Readonly<Record<string, string>>): Html =>
  html`<!doctype html>
    <html>
      <head>
        <title>Working...</title>
      </head>
      <body>
        <form method="POST" name="hiddenform" action="${redirectUri}">
          ${Object.entries(answer).map(
            ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
          )}
          <noscript><button type="submit">Continue</button></noscript>
        </form>
        <script>
          document.forms[0].submit();
        </script>
      </body>
    </html>`;
