/**
 * Drives the built app through its whole main job, as a person would, and writes numbered pictures, light and dark,
 * to `out/tour/`; then measures how fast it starts. Ends with 1 if anything is wrong with a screen.
 *
 *   node scripts/tour.mjs [--only=light|dark|figures] [--language=en|de] [--size=1280x800|900x600]
 *
 * Every screen is shown in both languages and both sizes, unless the options narrow that down.
 *
 * On Linux it runs on a virtual display and with a keyring of its own, whatever is there: the pictures get the same
 * size on every computer, nobody's screen is taken away, and nothing is written into anybody's real keyring.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { foreground } from './session/child.mjs'
import { electronEnvironment } from './session/electron-environment.mjs'
import { projectFolder, toolEnvironment, toolNode } from './tools.mjs'

if (!fs.existsSync(path.join(projectFolder, 'out/main/index.js'))) {
  console.error('The app is not built yet. Run: npm run build')
  process.exit(1)
}
const { env, remark } = electronEnvironment()
if (remark !== null) console.log(remark)
const wrapper = process.platform === 'linux' ? ['sh', path.join(import.meta.dirname, 'with-keyring.sh')] : []
const tour = [toolNode(), fileURLToPath(import.meta.resolve('./tour/run.mjs')), ...process.argv.slice(2)]
const [command, ...args] = [...wrapper, ...tour]
process.exitCode = await foreground(command, args, { cwd: projectFolder, env: toolEnvironment(env) })
