/** Code, tables, lists and quotes as people paste them, in Markdown: for Mattermost as they are, for Teams through `../talk/markup.ts`. */

export const codeBlocks: readonly (readonly [language: string, code: string])[] = [
  [
    'python',
    'def significant_height(spectrum: Spectrum) -> float:\n    """Four times the root of the zeroth moment."""\n    return 4 * spectrum.moment(0) ** 0.5\n\n\nif __name__ == "__main__":\n    print(significant_height(read("LB-042")))',
  ],
  [
    'typescript',
    'export const retryAfter = (attempt: number): number =>\n  Math.min(60_000, 2 ** attempt * 1000) * (0.5 + Math.random());',
  ],
  [
    'c',
    'static void modem_wake(void) {\n\tuart_put(0x00); /* lost after wake-up, see errata 3 */\n\tuart_write("AT\\r", 3);\n}',
  ],
  [
    'sql',
    "SELECT station_id, max(read_at) AS newest\nFROM readings\nWHERE read_at > now() - interval '1 hour'\nGROUP BY station_id\nHAVING count(*) < 6;",
  ],
  [
    'bash',
    '$ journalctl -u gateway --since "02:00" | grep -c timeout\n1417\n$ systemctl restart gateway && tail -f /var/log/gateway.log',
  ],
  ['json', '{\n  "station": "LB-113",\n  "interval": 600,\n  "alarms": [{ "above": 2.5, "unit": "m" }]\n}'],
  ['diff', '-  await acknowledge(batch);\n   await commit(batch);\n+  await acknowledge(batch);'],
  ['html', '<div class="alarm" data-level="2">\n  <b>Swell &amp; wind</b>\n</div>'],
];

export const fenced = ([language, code]: readonly [string, string]): string =>
  `\`\`\`${language}\n${code}\n\`\`\``;

export const markdownPieces = {
  table:
    'Battery test, day 30:\n\n| station | voltage | state |\n|:--|--:|:-:|\n| LB-017 | 12.41 V | ok |\n| LB-042 | 11.96 V | **watch** |\n| LB-108 | 12.38 V | ok |\n| LB-200 | 10.90 V | ~~ok~~ swap |',
  'bullet list':
    'For tomorrow please bring:\n\n- life jacket (serviced!)\n- gloves\n- the long boat hook\n  - not the broken one\n  - really not the broken one\n- something to eat',
  'numbered list':
    'Order of work:\n\n1. Switch the lamp off\n2. Lift the mast\n3. Change the battery\n4. Lower the mast\n5. Switch the lamp **on**',
  quote:
    '> The map is the first thing I open in the morning, before the weather.\n>\n> *Harbour office, Saltmouth*\n\nThis is why we do it.',
  link: 'The handbook moved: [how to read a wave](https://wiki.lanternbay.example/handbook/waves?edition=3&lang=en#swell), and the old address https://handbook.lanternbay.example/ forwards to it.',
  emphasis:
    '**Bold**, *italic*, ***both***, ~~struck~~ and `inline code` in one line, because the editor ate my formatting again.',
  headings:
    '## Notes of the crew meeting\n\n### Decided\n\nTwo hulls, not three.\n\n### Open\n\nWho paints them?\n\n---\n\nNext meeting in two weeks.',
  'line breaks': 'first line\nsecond line\n\nnew paragraph after an empty line',
} as const;
