// Draws icon.svg and template.svg in the sizes for the packages and the tray: icon.png, icon.ico, icon.icns and main/tray/icon.ts. Run it by
// hand when a drawing changes: node build/icons/make.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';

const here = import.meta.dirname;
const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
const browser = await chromium.launch({
  ...(installed ? { executablePath: installed } : {}),
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

/** The drawing as a PNG of `size` pixels. */
async function draw(name, size) {
  const svg = readFileSync(join(here, name), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

/** An ICO file: a directory of PNGs. */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** An ICNS file: typed chunks of PNGs. */
function icns(images) {
  const chunks = images.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'ascii');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'ascii');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

const drawn = new Map();
for (const size of [16, 32, 48, 64, 128, 256, 512]) drawn.set(size, await draw('icon.svg', size));
const at = (size) => drawn.get(size);

writeFileSync(join(here, 'icon.png'), at(512));
writeFileSync(join(here, 'icon.ico'), ico([16, 32, 48, 64, 256].map((size) => ({ size, png: at(size) }))));
const types = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];
writeFileSync(join(here, 'icon.icns'), icns(types.map(([type, size]) => ({ type, png: at(size) }))));

const dataUrl = (png) => `data:image/png;base64,${png.toString('base64')}`;
const pair = async (name) =>
  `{\n  small: '${dataUrl(await draw(name, 16))}',\n  large: '${dataUrl(await draw(name, 32))}',\n}`;
writeFileSync(
  join(here, '../../main/tray/icon.ts'),
  `/** The tray's icons, made by build/icons/make.mjs: 16 pixels, and 32 for dense displays. */

/** In colour, for Windows and Linux. */
export const trayIcon = ${await pair('icon.svg')} as const;

/** In black, which macOS colours to fit its menu bar. */
export const trayTemplateIcon = ${await pair('template.svg')} as const;
`,
);
await browser.close();
