import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { err, ok } from '../../shared/result.ts'
import { createLogger } from '../logging/logger.ts'
import { createKnownSecrets } from '../logging/redact.ts'
import { autostartEntry } from './autostart-file.ts'
import { createLoginStart, type LoginItem, type LoginStartPorts } from './login-start.ts'

const logger = createLogger(
  () => undefined,
  createKnownSecrets(),
  () => 0,
)

function open(changes: Partial<LoginStartPorts> = {}) {
  const configHome = temporaryFolder()
  const asked: boolean[] = []
  const item: LoginStartPorts['item'] = {
    get: (): LoginItem => ({ isOn: asked.at(-1) ?? false, needsApproval: false }),
    set: (isOn) => void asked.push(isOn),
  }
  const ports: LoginStartPorts = {
    ...{ platform: 'linux', isPackaged: true, program: '/opt/Portolan/portolan' },
    ...{ configHome, item, logger },
    ...changes,
  }
  return {
    start: createLoginStart(ports),
    file: path.join(ports.configHome, 'autostart', 'portolan.desktop'),
    configHome: ports.configHome,
    asked,
  }
}

describe('a start at login, on Linux', () => {
  it('is an entry of the desktop that starts the program out of sight, and goes with the switch', async () => {
    const { start, file, configHome } = open()
    expect(await start.get({})).toEqual(ok({ state: 'off' }))
    expect(await start.set({ isOn: true })).toEqual(ok({ state: 'on' }))
    expect((await readFile(file, 'utf8')).split('\n')).toEqual([
      ...['[Desktop Entry]', 'Type=Application', 'Name=Portolan', 'Icon=portolan'],
      ...['Exec="/opt/Portolan/portolan" --hidden', 'TryExec=/opt/Portolan/portolan'],
      ...['Terminal=false', 'StartupNotify=false', ''],
    ])
    expect(await start.set({ isOn: false })).toEqual(ok({ state: 'off' }))
    expect(await readdir(path.join(configHome, 'autostart'))).toEqual([])
    expect(await start.set({ isOn: false })).toEqual(ok({ state: 'off' }))
  })

  it.each([
    [
      '/home/ana/My Apps/100% "P" $HOME `x`.AppImage',
      '"/home/ana/My Apps/100%% \\\\"P\\\\" \\\\$HOME \\\\`x\\\\`.AppImage" --hidden',
    ],
    ['/home/ana/back\\slash', '"/home/ana/back\\\\\\\\slash" --hidden'],
  ])('takes %s for one word and no command', (program, exec) => {
    expect(autostartEntry(program)?.split('\n')[4]).toBe(`Exec=${exec}`)
  })

  it.each(['/home/ana/x\nExec=sh', '/home/ana/\u0007', 'portolan', ''])(
    'writes nothing for %j',
    async (program) => {
      const { start, configHome } = open({ program })
      expect(await start.set({ isOn: true })).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
      expect(await readdir(configHome)).toEqual([])
    },
  )

  it('replaces what lies in its place, and follows no link', async () => {
    const { start, file, configHome } = open()
    const other = path.join(configHome, 'other')
    await writeFile(other, 'somebody else’s')
    await mkdir(path.dirname(file))
    await symlink(other, file)
    expect(await start.get({})).toEqual(ok({ state: 'off' }))
    expect(await start.set({ isOn: true })).toEqual(ok({ state: 'on' }))
    expect(await readFile(other, 'utf8')).toBe('somebody else’s')
  })

  it('goes with an AppImage that an update gave another name', async () => {
    const before = open({ program: '/home/ana/portolan-1.AppImage' })
    await before.start.set({ isOn: true })
    const { configHome } = before
    const after = open({ program: '/home/ana/portolan-2.AppImage', configHome })
    expect(await after.start.get({})).toEqual(ok({ state: 'on' }))
    expect(await readFile(after.file, 'utf8')).toContain('TryExec=/home/ana/portolan-2.AppImage')
    // Switched off by the desktop's own settings, which write into the file: that is the user's word.
    await writeFile(after.file, `${await readFile(after.file, 'utf8')}Hidden=true\n`)
    expect(await before.start.get({})).toEqual(ok({ state: 'off' }))
  })

  it('says so where the folder cannot be written', async () => {
    const { start, configHome } = open()
    await writeFile(path.join(configHome, 'autostart'), 'a file')
    expect(await start.set({ isOn: true })).toEqual(err({ kind: 'file-not-written' }))
  })
})

describe('a start at login, elsewhere', () => {
  it.each(['darwin', 'win32'] as const)('is asked of the system on %s', async (platform) => {
    const { start, asked, configHome } = open({ platform })
    expect(await start.get({})).toEqual(ok({ state: 'off' }))
    expect(await start.set({ isOn: true })).toEqual(ok({ state: 'on' }))
    expect(await start.set({ isOn: false })).toEqual(ok({ state: 'off' }))
    expect(asked).toEqual([true, false])
    expect(await readdir(configHome)).toEqual([])
  })

  it('waits for the user’s word where macOS wants it', async () => {
    const item = { get: () => ({ isOn: false, needsApproval: true }), set: () => undefined }
    const { start } = open({ platform: 'darwin', item })
    expect(await start.set({ isOn: true })).toEqual(ok({ state: 'needs-approval' }))
  })

  it('is none of an app that runs from its sources', async () => {
    const { start, configHome } = open({ isPackaged: false })
    expect(await start.get({})).toEqual(ok({ state: 'unavailable' }))
    expect((await start.set({ isOn: true })).ok).toBe(false)
    expect(await readdir(configHome)).toEqual([])
  })
})
