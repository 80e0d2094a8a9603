/** A pretend language to test screens: English with accents on each letter, and as long as German or Finnish. */

/** Letters and their accented forms, one UTF-16 unit each. */
const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'àƀçðéƒĝĥîĵķļɱñôþqŕšţûṽŵẋýžÀƁÇÐÉƑĜĤÎĴĶĻṀÑÔÞǪŔŠŢÛṼŴẊÝŽ';

const accent = (text: string): string =>
  text.replace(/[a-zA-Z]/g, (letter) => accented[plain.indexOf(letter)] ?? letter);

/** Doubles each small vowel and each third of the other small letters: the text becomes about 40 % longer. */
const lengthen = (text: string): string => {
  let others = 0;
  return text.replace(/[a-z]/g, (letter) => {
    if (/[^aeiou]/.test(letter)) others += 1;
    return /[aeiou]/.test(letter) || others % 3 === 0 ? letter + letter : letter;
  });
};

/** A text in the pretend language. */
export const longer = (text: string): string => accent(lengthen(text));

/** Arabic letters for the English ones, by sound where there is one. */
const arabic: Readonly<Record<string, string>> = {
  ...{
    a: 'ا',
    b: 'ب',
    c: 'ك',
    d: 'د',
    e: 'ي',
    f: 'ف',
    g: 'ج',
    h: 'ه',
    i: 'ي',
    j: 'ج',
    k: 'ك',
    l: 'ل',
    m: 'م',
  },
  ...{
    n: 'ن',
    o: 'و',
    p: 'ب',
    q: 'ق',
    r: 'ر',
    s: 'س',
    t: 'ت',
    u: 'و',
    v: 'ف',
    w: 'و',
    x: 'خ',
    y: 'ي',
    z: 'ز',
  },
};

/** A text in Arabic letters, which runs from right to left: no words of that language, but its layout. */
export const rightToLeft = (text: string): string =>
  text.replace(/[a-zA-Z]/g, (letter) => arabic[letter.toLowerCase()] ?? letter);

/** An ICU message with changed texts. Its values and forms stay. */
export const pseudo = (message: string): string => {
  let said = '';
  /** The content of each open brace: a text, or the options of a plural or select. */
  const open: ('text' | 'options')[] = ['text'];
  for (const [part] of message.matchAll(/\{[^{},]+(?:\}|, number\}|, (?:plural|select),)|[{}]|[^{}]+/g)) {
    const within = open.at(-1);
    if (part === '}') open.pop();
    else if (within === 'options') {
      if (part.startsWith('{')) open.push('text');
      // An option of one word looks like a value.
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
