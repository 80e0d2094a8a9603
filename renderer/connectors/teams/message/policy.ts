/** Messages that an organisation's data loss prevention hides from everybody. */
import { blockedByPolicy, type Attachment } from '../../../model/index.ts';
import { asRecord, asText, asWebAddress } from '../graph/json.ts';

/**
 * What is shown in place of a blocked message; null if it is not blocked. `dlpAction` holds flags with commas between them. If the rule
 * gives no text, a reason code is used.
 */
export const blockedNotes = (policyViolation: unknown): readonly Attachment[] | null => {
  const violation = asRecord(policyViolation);
  const actions = (asText(violation?.dlpAction) ?? '')
    .toLowerCase()
    .split(',')
    .map((action) => action.trim());
  if (!actions.includes('blockaccess')) return null;
  const tip = asRecord(violation?.policyTip);
  const address = asWebAddress(tip?.complianceUrl);
  const title = asText(tip?.generalText) ?? '';
  const links = address === null ? [] : [{ title: address, url: address }];
  const said: readonly Attachment[] =
    title === '' && address === null ? [] : [{ kind: 'card', title, text: '', links, color: null }];
  return title === '' ? [{ kind: 'other', type: blockedByPolicy, name: '' }, ...said] : said;
};
