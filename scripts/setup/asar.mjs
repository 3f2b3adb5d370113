/**
 * Packs a few files into an asar archive: Electron's own format, a header in Chromium's pickle encoding and then the
 * bodies (github.com/electron/asar, "Format").
 *
 * @param {Record<string, Buffer>} files
 * @returns {Buffer}
 */
export function packAsar(files) {
  let offset = 0
  const index = {}
  for (const [name, body] of Object.entries(files)) {
    index[name] = { size: body.length, offset: String(offset) }
    offset += body.length
  }
  const json = Buffer.from(JSON.stringify({ files: index }))
  const padded = Math.ceil(json.length / 4) * 4
  const head = Buffer.alloc(16 + padded)
  for (const [place, value] of [4, 8 + padded, 4 + padded, json.length].entries()) {
    head.writeUInt32LE(value, place * 4)
  }
  json.copy(head, 16)
  return Buffer.concat([head, ...Object.values(files)])
}
