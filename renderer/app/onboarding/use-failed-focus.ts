import { useEffect, type RefObject } from 'react';
import type { Connecting } from './use-connect.ts';

/** The name of the field that caused the failure; for failures without such a field, of the sentence. */
const culprit = (state: Extract<Connecting, { kind: 'trouble' }>): string => {
  switch (state.outcome.kind) {
    case 'wrong-credentials':
      return '[data-field=secret]';
    case 'mfa-needed':
      return '[data-field=code]';
    case 'unreachable':
    case 'not-this-service':
    case 'certificate-refused':
    case 'redirected':
    case 'insecure-address':
      return '[data-field=server]';
    case 'cancelled':
    case 'not-allowed':
    case 'refused':
    case 'timed-out':
    case 'proxy-sign-in':
    case 'other-person':
    case 'throttled':
    case 'keyring-missing':
    case 'failed':
      return '[data-trouble]';
  }
};

/** Moves the focus to the field that failed, else to the sentence that says why. */
export const useFailedFocus = (state: Connecting, card: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    if (state.kind !== 'trouble') return;
    const within = card.current;
    const found = within?.querySelector<HTMLElement>(culprit(state));
    (found ?? within?.querySelector<HTMLElement>('[data-trouble]'))?.focus();
  }, [state, card]);
};

/** Moves the focus to the first marked field of an incomplete form. */
export const focusInvalid = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
};
