/**
 * Draws every icon of the packages from resources/icon.svg, with Chromium: `node scripts/icons.mjs`. To be run after the
 * drawing was changed; the results are kept in the repository, so that packing needs no browser. A test compares the
 * drawing with resources/icon.svg.sha256.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'
import { icnsOf, icoOf } from './packaging/icon-files.mjs'
import { projectFolder } from './tools.mjs'

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** electron-builder takes the sizes of Linux from the names of the files. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256]
const MAC_SIZES = [16, 32, 64, 128, 256, 512, 1024]
/** Apple's grid: a plate of 824 in 1024 (Human Interface Guidelines, "App icons"); the drawing's is 480 in 512. */
const MAC_VIEW = (480 / 824) * 1024

const resources = path.join(projectFolder, 'resources')
const svg = fs.readFileSync(path.join(resources, 'icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' })
try {
  const whole = await draw(svg, SIZES)
  const margin = (MAC_VIEW - 512) / 2
  const onGrid = svg.replace(
    'viewBox="0 0 512 512"',
    `viewBox="${-margin} ${-margin} ${MAC_VIEW} ${MAC_VIEW}"`,
  )
  const forMac = await draw(onGrid, MAC_SIZES)
  const folder = path.join(resources, 'icons')
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder)
  for (const size of LINUX_SIZES) fs.writeFileSync(path.join(folder, `${size}x${size}.png`), whole.get(size))
  fs.writeFileSync(
    path.join(resources, 'icon.ico'),
    icoOf(WINDOWS_SIZES.map((size) => [size, whole.get(size)])),
  )
  fs.writeFileSync(
    path.join(resources, 'icon.icns'),
    icnsOf(MAC_SIZES.map((size) => [size, forMac.get(size)])),
  )
  fs.writeFileSync(
    path.join(resources, 'icon.svg.sha256'),
    `${createHash('sha256').update(svg).digest('hex')}\n`,
  )
} finally {
  await browser.close()
}

/** PNG files of the drawing, by their width in pixels. */
async function draw(drawing, sizes) {
  const page = await browser.newPage()
  const drawn = new Map()
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    const style = '<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>'
    await page.setContent(`<!doctype html>${style}${drawing}`)
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  await page.close()
  return drawn
}
