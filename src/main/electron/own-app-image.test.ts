import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { ownAppImage } from './own-app-image.ts'

const file = '/home/ada/Portolan.AppImage'

describe.runIf(process.platform !== 'win32')('the AppImage that the app runs from', () => {
  it('is the one that is mounted where the program lies, also by way of a link', () => {
    const folder = temporaryFolder()
    const mount = path.join(folder, '.mount_portolan')
    mkdirSync(mount)
    writeFileSync(path.join(mount, 'portolan'), '')
    symlinkSync(mount, path.join(folder, 'link'))
    const program = path.join(mount, 'portolan')
    expect(ownAppImage({ APPIMAGE: file, APPDIR: mount }, program)).toBe(file)
    expect(ownAppImage({ APPIMAGE: file, APPDIR: path.join(folder, 'link') }, program)).toBe(file)
  })

  it('is not the one of a terminal, from whose shell an installed app was started', () => {
    const terminal = { APPIMAGE: '/home/ada/Terminal.AppImage', APPDIR: '/tmp/.mount_terminal' }
    expect(ownAppImage(terminal, '/opt/Portolan/portolan')).toBeUndefined()
    expect(ownAppImage(terminal, '/tmp/.mount_terminal2/portolan')).toBeUndefined()
  })

  it('is none where only one of the variables is there', () => {
    expect(ownAppImage({}, '/opt/Portolan/portolan')).toBeUndefined()
    expect(ownAppImage({ APPIMAGE: file }, '/opt/Portolan/portolan')).toBeUndefined()
    expect(ownAppImage({ APPDIR: '/opt/Portolan' }, '/opt/Portolan/portolan')).toBeUndefined()
    expect(ownAppImage({ APPIMAGE: '', APPDIR: '/opt/Portolan' }, '/opt/Portolan/portolan')).toBeUndefined()
  })
})
