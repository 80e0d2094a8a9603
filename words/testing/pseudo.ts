/** A language for looking at screens: English with accents on each letter, and so much longer as German or Finnish is. */

/** Letters as they are drawn with an accent, one UTF-16 unit each. */
const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'àƀçðéƒĝĥîĵķļɱñôþqŕšţûṽŵẋýžÀƁÇÐÉƑĜĤÎĴĶĻṀÑÔÞǪŔŠŢÛṼŴẊÝŽ';

const accent = (text: string): string =>
  text.replace(/[a-zA-Z]/g, (letter) => accented[plain.indexOf(letter)] ?? letter);

/** Each small vowel twice, and each third of the other small letters: by about 40 % longer. */
const lengthen = (text: string): string => {
  let others = 0;
  return text.replace(/[a-z]/g, (letter) => {
    if (/[^aeiou]/.test(letter)) others += 1;
    return /[aeiou]/.test(letter) || others % 3 === 0 ? letter + letter : letter;
  });
};

/** A text as it is said in that language. */
export const longer = (text: string): string => accent(lengthen(text));

/** A message in ICU with its texts changed, and its values and forms as they are. */
export const pseudo = (message: string): string => {
  let said = '';
  /** What each open brace holds: a text, or the options of a plural or select. */
  const open: ('text' | 'options')[] = ['text'];
  for (const [part] of message.matchAll(/\{[^{},]+(?:\}|, number\}|, (?:plural|select),)|[{}]|[^{}]+/g)) {
    const within = open.at(-1);
    if (part === '}') open.pop();
    else if (within === 'options') {
      if (part.startsWith('{')) open.push('text');
      // A text among options that is one word looks like a value.
      if (/^\{[^{},]+\}$/.test(part)) {
        open.pop();
        said += `{${longer(part.slice(1, -1))}}`;
        continue;
      }
      if (part.startsWith('{') && part.length > 1) throw new Error(`not read: ${message}`);
    } else if (part.startsWith('{') && part.endsWith(',')) open.push('options');
    said += within === 'text' && !/^[{}]/.test(part) ? longer(part) : part;
  }
  return said;
};
