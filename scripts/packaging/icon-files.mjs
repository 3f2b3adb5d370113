/** In an icns file every size has a name of its own; those with @2x are the same pixels for half the points. */
const ICNS_NAMES = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['icp6', 'ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
}

/**
 * Puts PNG files into one file of Windows' icons (learn.microsoft.com, "Icons": a directory of entries, then the images;
 * since Vista an image may be a PNG).
 *
 * @param {readonly (readonly [size: number, png: Buffer])[]} images sizes up to 256 pixels
 * @returns {Buffer}
 */
export function icoOf(images) {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  for (const [index, [size, png]] of images.entries()) {
    const at = 6 + 16 * index
    // 0 stands for 256.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...images.map(([, png]) => png)])
}

/**
 * Puts PNG files into one file of macOS' icons: 'icns', the length, and then each part as name, length with the eight
 * bytes of its head, and the image; numbers big end first (en.wikipedia.org, "Apple Icon Image format").
 *
 * @param {readonly (readonly [size: number, png: Buffer])[]} images
 * @returns {Buffer}
 */
export function icnsOf(images) {
  const parts = images.flatMap(([size, png]) => ICNS_NAMES[size].map((name) => part(name, png)))
  return part('icns', Buffer.concat(parts))
}

function part(name, content) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
