/** Messages that an organisation's data loss prevention hides from everybody. */
import type { Attachment } from '../../../model/index.ts';
import { blockedWords } from '../../../text/copy-words.ts';
import { asRecord, asText, asWebAddress } from '../graph/json.ts';

/** The note to show in place of a blocked message; null when nothing blocks it. `dlpAction` holds flags with commas between them. */
export const blockedNote = (policyViolation: unknown): Attachment | null => {
  const violation = asRecord(policyViolation);
  const actions = (asText(violation?.dlpAction) ?? '')
    .toLowerCase()
    .split(',')
    .map((action) => action.trim());
  if (!actions.includes('blockaccess')) return null;
  const tip = asRecord(violation?.policyTip);
  const address = asWebAddress(tip?.complianceUrl);
  return {
    kind: 'card',
    title: asText(tip?.generalText) ?? blockedWords,
    text: '',
    links: address === null ? [] : [{ title: address, url: address }],
    color: null,
  };
};
