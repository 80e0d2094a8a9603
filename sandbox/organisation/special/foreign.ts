/** Texts that test how a client shows text: other scripts, directions, combining characters, emoji of several code points, length. */

/** Each text with its description; plain text without markup. */
export const foreignTexts: readonly (readonly [string, string])[] = [
  ['arabic', 'صباح الخير! القياسات من المحطة LB-042 وصلت الساعة 7:30، شكرًا للجميع.'],
  ['hebrew', 'בוקר טוב, המדידות מהתחנה LB-113 הגיעו. נדבר אחרי הצהריים?'],
  [
    'mixed directions',
    'The harbour office wrote "المحطة لا ترسل (LB-108)" and then "תודה!" within one minute.',
  ],
  [
    'combining',
    'Vie\u0323\u0302t Nam: pho\u031b\u0309 at noon? Cafe\u0301, nai\u0308ve, A\u030Angstro\u0308m, Z\u0351\u036b\u0343a\u0352\u0350l\u033b\u033ag\u0321\u0353o\u031e\u0356.',
  ],
  ['devanagari and thai', 'क्षत्रिय नमस्ते, สวัสดีครับ ขอบคุณมาก'],
  ['chinese and japanese', '今天的波高数据已经上传了。明日の打ち合わせは10時からです。了解です！'],
  ['korean', '안녕하세요, 부표 배터리 교체는 수요일에 합니다.'],
  ['emoji', '👩🏽‍🚀👨‍👩‍👧‍👦🏴‍☠️🇳🇴🇵🇹 1️⃣ ❤️‍🔥 and one that is half cut: ✊🏿'],
  ['only emoji', '🎉🎉🎉'],
  [
    'invisible',
    'zero\u200Bwidth, soft\u00ADhyphen, non\u00A0breaking, \u2066isolated\u2069, \u202Eturned\u202C back',
  ],
  ['markup look-alikes', 'if (a < b && b > c) { print("&amp; <b>not bold</b> <script>alert(1)</script>") }'],
  ['greek and cyrillic', 'Η στάθμη ανεβαίνει. Уровень воды поднимается, завтра проверим.'],
];

const paragraphs = [
  'I promised to write down how the night went, so here it is in full. At two in the morning the first stations stopped acknowledging. Nothing looked wrong from the outside: the gateway was up, the queue was short, the database was bored.',
  'The stations, however, do what we told them to do when nobody answers: they keep everything and come back later. Forty of them came back at the same second, because they all count their waiting time from the last full hour.',
  'So the gateway got forty times a day of readings at once, put them into one transaction as it always does, and that transaction took longer than the time-out. The stations saw no answer, kept everything, and came back later. You can guess the rest.',
  'What helped was not clever. We let in one station after another by hand, oldest first, and looked at the memory after each. After the twelfth we trusted it and wrote a loop. After the thirtieth we trusted the loop and made tea.',
  'What I would like us to change: the waiting time gets a random part, the gateway cuts what it receives into pieces of a thousand, and the alert looks at the oldest reading that was not acknowledged in place of the length of the queue.',
  'None of it is much work. The first is one line of firmware, and it goes out with the next release anyway. The second exists in a branch that is two years old and still merges. The third is a query that I ran by hand all night and now know by heart.',
  'Thanks to those who were awake with me, and to the skipper who asked over the radio whether we were all right because the map had gone quiet. That was the moment when I understood who looks at it at that hour.',
];

/** A long text of several paragraphs, about this many characters. */
export const longText = (characters: number): string => {
  let text = '';
  for (let at = 0; text.length < characters; at += 1)
    text += `${text === '' ? '' : '\n\n'}${paragraphs[at % paragraphs.length] ?? ''}`;
  return text;
};
