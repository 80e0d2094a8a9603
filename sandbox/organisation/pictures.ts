/** Small real PNG pictures, drawn here so that no binary lies in the repository. */
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A true-colour PNG of this size, each pixel from `paint`. */
export const png = (width: number, height: number, paint: (x: number, y: number) => Colour): Uint8Array => {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(paint(x, y), y * (1 + width * 3) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', new Uint8Array()),
    ]),
  );
};

/** A sea at some hour of the day, with a buoy on it. `mood` in [0, 1) moves the sun, the colours and the buoy. */
export const seaPicture = (width: number, height: number, mood: number): Uint8Array => {
  const horizon = height * (0.45 + 0.15 * mood);
  const sun = { x: width * (0.2 + 0.6 * mood), y: horizon * (0.3 + 0.5 * mood), size: height * 0.09 };
  const buoy = { x: width * (0.75 - 0.5 * mood), y: horizon + height * 0.16, size: height * 0.08 };
  return png(width, height, (x, y) => {
    if (
      Math.abs(x - buoy.x) < (buoy.size * (y - buoy.y + 3 * buoy.size)) / (4 * buoy.size) &&
      y > buoy.y - 3 * buoy.size &&
      y < buoy.y + buoy.size
    ) {
      return [240, 180 - 60 * mood, 20];
    }
    if (y > horizon) {
      const glint = Math.sin(x / 7 + y * y * 0.013 + mood * 9) * 12;
      return [18 + glint, 84 + 40 * mood + glint, 128 + 30 * mood + glint];
    }
    if (Math.hypot(x - sun.x, y - sun.y) < sun.size) return [255, 236 - 40 * mood, 170];
    const up = y / horizon;
    return [120 + 110 * up, 160 + 40 * up * (1 - mood), 220 - 60 * up * mood];
  });
};

/** A line chart on white, as people paste them. */
export const chartPicture = (width: number, height: number, mood: number): Uint8Array => {
  const curve = (x: number): number =>
    height * (0.5 + 0.28 * Math.sin(x / (14 + 10 * mood)) + 0.1 * Math.sin(x / 5 + mood * 20));
  return png(width, height, (x, y) => {
    if (Math.abs(y - curve(x)) < 1.6) return [0, 95 + 80 * mood, 184];
    if (x < 2 || y > height - 3) return [96, 96, 96];
    return y % 24 === 0 ? [225, 225, 225] : [255, 255, 255];
  });
};
