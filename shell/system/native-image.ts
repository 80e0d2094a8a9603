// Images as PNG bytes: enough to hand an icon to a tray or a window that nothing draws.
import { readFileSync } from 'node:fs';
import { like } from '../like.ts';

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

// PNG: the header chunk's width and height are at bytes 16 and 20 (ISO/IEC 15948, 11.2.1).
const sizeOf = (bytes: Buffer): Electron.Size =>
  bytes.length >= 24 && bytes.subarray(0, 8).equals(pngSignature)
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : { width: 0, height: 0 };

function createImage(bytes: Buffer, given?: Electron.Size): Electron.NativeImage {
  const size = given ?? sizeOf(bytes);
  let template = false;
  const image = like<Electron.NativeImage>()({
    isEmpty: () => bytes.length === 0,
    getSize: () => ({ ...size }),
    getAspectRatio: () => (size.height === 0 ? 1 : size.width / size.height),
    getScaleFactors: () => [1],
    toPNG: () => bytes,
    toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
    resize: ({ width, height }: Electron.ResizeOptions) =>
      createImage(bytes, { width: width ?? size.width, height: height ?? size.height }),
    crop: ({ width, height }: Electron.Rectangle) => createImage(bytes, { width, height }),
    addRepresentation: () => undefined,
    setTemplateImage: (option: boolean) => {
      template = option;
    },
    isTemplateImage: () => template,
  });
  return image as unknown as Electron.NativeImage;
}

function fromFile(path: string): Electron.NativeImage {
  try {
    return createImage(readFileSync(path));
  } catch {
    return createImage(Buffer.alloc(0)); // as Electron: an empty image, no error
  }
}

export const nativeImage = like<typeof Electron.nativeImage>()({
  createEmpty: () => createImage(Buffer.alloc(0)),
  createFromPath: fromFile,
  createFromBitmap: (buffer: Buffer, { width, height }: Electron.CreateFromBitmapOptions) =>
    createImage(buffer, { width, height }),
  createFromBuffer: (buffer: Buffer) => createImage(buffer),
  createFromDataURL: (url: string) => createImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
});
