import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { createUserData } from '../support/app.ts'
import { appFolder, electronPath } from '../support/electron-path.ts'

const tellErrorBoxes = path.join(appFolder, 'tests/support/tell-error-boxes.cjs')

it.each([
  ['en-US', 'Portolan could not start'],
  ['de-DE', 'Portolan konnte nicht starten'],
])(
  'says in %s why it cannot start where the profile folder is out of reach, and ends as failed',
  async (locale, words) => {
    const { folder, remove } = await createUserData()
    onTestFinished(remove)
    const file = path.join(folder, 'file')
    await fs.writeFile(file, '')
    const child = spawn(electronPath, ['-r', tellErrorBoxes, appFolder, `--user-data-dir=${folder}`], {
      env: { ...process.env, PORTOLAN_USER_DATA: path.join(file, 'profile'), PORTOLAN_LANGUAGES: locale },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [told, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
    expect(told).toMatch(new RegExp(`error box: ${words}: E[A-Z]+: .*profile`))
    expect(code).toBe(1)
  },
)
