/** The acts of a person on a sign-in page: picks the account, types address, password or code, agrees. Decided from the page only. */

export interface SandboxCredentials {
  /** The text for a page that asks for the user. The account is also recognised by it in a list. */
  readonly username: string;
  readonly password: string;
  /** The code of the authenticator app now; absent for people without one. */
  readonly mfaCode?: () => string;
}

/** A form to send: the names and values of its controls, and its address. */
export interface Submission {
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly fields: readonly (readonly [name: string, value: string])[];
}

export type Decision =
  | { readonly kind: 'submit'; readonly submission: Submission }
  | { readonly kind: 'stuck'; readonly reason: string };

type Field = 'username' | 'password' | 'code' | 'unknown';

const fieldOf = (input: HTMLInputElement): Field => {
  const named = `${input.name} ${input.id} ${input.autocomplete}`.toLowerCase();
  if (input.type === 'password') return 'password';
  if (/one-time|otp|mfa|totp|token|\bcode|\botc\b/.test(named)) return 'code';
  if (input.type === 'email' || /login|user|email|account/.test(named)) return 'username';
  return 'unknown';
};

const visible = (input: HTMLInputElement): boolean =>
  !['hidden', 'submit', 'button', 'checkbox', 'radio', 'image', 'reset'].includes(input.type);

const wordsOf = (button: Element): string => {
  const shown = button.textContent.replace(/\s+/g, ' ').trim();
  return shown === '' ? (button.getAttribute('value') ?? '') : shown;
};
const refuses = /cancel|deny|decline|back|without|sign out|\bno\b/i;
const agrees =
  /accept|allow|agree|authori[sz]e|continue|next|request approval|sign in|log in|yes|submit|verify|confirm/i;

const buttonsOf = (form: HTMLFormElement): HTMLElement[] =>
  [...form.querySelectorAll<HTMLElement>('button, input[type=submit]')].filter(
    (button) => (button.getAttribute('type') ?? 'submit') === 'submit',
  );

/** The tile of this account, or the button for another account, if the page offers accounts to pick. */
const accountButton = (buttons: readonly HTMLElement[], username: string): HTMLElement | undefined =>
  buttons.find((button) => wordsOf(button).toLowerCase().includes(username.toLowerCase())) ??
  buttons.find((button) => /another account/i.test(wordsOf(button)));

const fill = (input: HTMLInputElement, credentials: SandboxCredentials): string | null => {
  switch (fieldOf(input)) {
    case 'username':
      return credentials.username;
    case 'password':
      return credentials.password;
    case 'code':
      return credentials.mfaCode?.() ?? (input.required ? null : '');
    case 'unknown':
      return input.required ? null : input.value;
  }
};

const submissionOf = (
  form: HTMLFormElement,
  values: ReadonlyMap<Element, string>,
  button: HTMLElement | undefined,
): Submission => {
  const fields: (readonly [string, string])[] = [];
  for (const input of form.querySelectorAll('input')) {
    if (input.name === '' || ['submit', 'button', 'image', 'reset'].includes(input.type)) continue;
    if ((input.type === 'checkbox' || input.type === 'radio') && !input.checked) continue;
    fields.push([input.name, values.get(input) ?? input.value]);
  }
  const name = button?.getAttribute('name');
  if (name) fields.push([name, button?.getAttribute('value') ?? '']);
  const action = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
  return {
    action: new URL(action === '' ? form.ownerDocument.URL : action, form.ownerDocument.URL).href,
    method: form.method === 'post' ? 'post' : 'get',
    fields,
  };
};

/** The complaint on a page; null for none. */
export const complaintOf = (document: Document): string | null => {
  const alert = document.querySelector('[role=alert], #error, .error');
  const words = alert?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  return words === '' ? null : words;
};

/** Reads a page and decides what to send. */
export const decide = (document: Document, credentials: SandboxCredentials): Decision => {
  const title = document.title || 'page without a title';
  const [form] = document.forms;
  if (!form) return { kind: 'stuck', reason: complaintOf(document) ?? `“${title}” has no form` };
  const buttons = buttonsOf(form);
  const inputs = [...form.querySelectorAll('input')].filter(visible);
  if (inputs.length === 0) {
    const tile = accountButton(buttons, credentials.username);
    const button = tile ?? buttons.find((one) => agrees.test(wordsOf(one)) && !refuses.test(wordsOf(one)));
    // A form of hidden fields posts itself (response_mode=form_post).
    if (!button && buttons.every((one) => one.closest('noscript'))) {
      return { kind: 'submit', submission: submissionOf(form, new Map(), undefined) };
    }
    if (!button)
      return { kind: 'stuck', reason: complaintOf(document) ?? `“${title}” offers nothing to agree to` };
    return { kind: 'submit', submission: submissionOf(form, new Map(), button) };
  }
  const values = new Map<Element, string>();
  for (const input of inputs) {
    const value = fill(input, credentials);
    if (value === null)
      return {
        kind: 'stuck',
        reason: `“${title}” asks for ${input.name || 'something'}, which is not known`,
      };
    values.set(input, value);
  }
  const button = buttons.find((one) => !refuses.test(wordsOf(one)));
  return { kind: 'submit', submission: submissionOf(form, values, button) };
};
