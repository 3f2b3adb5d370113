import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const electronPath = createRequire(import.meta.url)('electron') as unknown as string
const tellErrorBoxes = path.join(root, 'tests/support/tell-error-boxes.cjs')

it('says why it cannot start where the profile folder is out of reach, and ends as failed', async () => {
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'portolan-e2e-'))
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'file')
  await fs.writeFile(file, '')
  const child = spawn(electronPath, ['-r', tellErrorBoxes, root, `--user-data-dir=${folder}`], {
    env: { ...process.env, PORTOLAN_USER_DATA: path.join(file, 'profile') },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [told, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(told).toMatch(/error box: Portolan could not start: ENOTDIR/)
  expect(code).toBe(1)
})
