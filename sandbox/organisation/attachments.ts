/** A pool of small files and pictures that messages attach: made once, shared by reference so that a large history stays small. */
import type { PlannedFile } from './plan.ts';
import { chartPicture, seaPicture } from './pictures.ts';
import type { Chooser } from './random.ts';

export interface AttachmentPool {
  readonly files: readonly PlannedFile[];
  readonly images: readonly PlannedFile[];
}

const text = (name: string, mimeType: string, content: string): PlannedFile => ({
  name,
  mimeType,
  bytes: new TextEncoder().encode(content),
});

/** The smallest PDF that viewers open: one page with one line of text. */
const pdf = (name: string, line: string): PlannedFile => {
  const stream = `BT /F1 24 Tf 72 720 Td (${line}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let content = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = content.length;
    content += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  content += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${content.length}\n%%EOF\n`;
  return text(name, 'application/pdf', content);
};

const readings = (chooser: Chooser): string =>
  ['station,time,wave_height_m,water_temperature_c']
    .concat(
      Array.from(
        { length: 40 },
        (_, at) =>
          `LB-${chooser.integer(100, 207)},2024-05-01T${String(at % 24).padStart(2, '0')}:00:00Z,${(chooser.random() * 3).toFixed(2)},${(6 + chooser.random() * 9).toFixed(1)}`,
      ),
    )
    .join('\n');

/** The pool for one organisation. Names cover spaces, accents, right-to-left and characters that addresses must escape. */
export const makeAttachments = (chooser: Chooser): AttachmentPool => {
  const views = [
    'Skarvholm pier',
    'launch day',
    'morning at the dock',
    'new mast',
    'growth on the sensor',
    'IMG_2041',
    'below the crane',
  ];
  const charts = [
    'wave height last week',
    'p95 before and after',
    'battery voltage',
    'Screenshot 2024-05-01 at 09.12.33',
  ];
  return {
    files: [
      pdf('Offer Port of Saltmouth.pdf', 'Offer: twelve stations, two years'),
      pdf('Prüfprotokoll Rev F (final).pdf', 'Test report, revision F'),
      pdf('تقرير الميناء.pdf', 'Harbour report'),
      text('readings.csv', 'text/csv', readings(chooser)),
      text('gateway.log', 'text/plain', '09:12:01 connected\n09:12:04 drained 340 readings\n09:12:09 idle\n'),
      text('config & notes #2.json', 'application/json', '{"interval": 600, "modem": {"delayMs": 400}}\n'),
      text(
        'Mooring checklist.md',
        'text/markdown',
        '# Mooring\n\n- [ ] shackles\n- [ ] swivel\n- [ ] chain 16 mm\n',
      ),
      text(
        'wave_model.py',
        'text/x-python',
        'def significant_height(spectrum):\n    return 4 * spectrum.m0 ** 0.5\n',
      ),
      text('Tour plan 100%.txt', 'text/plain', 'Monday: LB-017, LB-042\nTuesday: fog\n'),
      text('empty.txt', 'text/plain', ''),
    ],
    images: [
      ...views.map((name, at) => ({
        name: `${name}.png`,
        mimeType: 'image/png',
        bytes: seaPicture(240 + 20 * (at % 3), 150, (at + chooser.random()) / views.length),
      })),
      ...charts.map((name, at) => ({
        name: `${name}.png`,
        mimeType: 'image/png',
        bytes: chartPicture(260, 140, (at + chooser.random()) / charts.length),
      })),
    ],
  };
};
